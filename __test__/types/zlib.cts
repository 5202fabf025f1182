// The same from CommonJS.

import zlib = require('../../zlib.js');
import { inflateSync } from '../../zlib.js';

export const stream: zlib.Deflate = zlib.createDeflate({ windowBits: 9 });
export const text: string = inflateSync(zlib.deflateSync('text')).toString();

zlib.brotliCompress(
  'text',
  { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } },
  (_error, packed) => packed.length,
);
