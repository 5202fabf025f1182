// That offloop/zlib has the types of node:zlib, from an ES module. Checked by tsc, never run.

import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import zlib, { constants, createDeflate, gunzip, Deflate } from '../../zlib.mjs';
import type { ZlibOptions } from '../../zlib.mjs';

export const stream: Deflate = createDeflate({ level: constants.Z_BEST_SPEED });
export const same: zlib.Gunzip = zlib.createGunzip();
export const bytes: Promise<Buffer> = promisify(gunzip)(new Uint8Array(10), { maxOutputLength: 100 });
export const options: ZlibOptions = { memLevel: 9, strategy: constants.Z_RLE };
export const through = (source: Readable) => source.pipe(zlib.createBrotliDecompress());

stream.flush(constants.Z_SYNC_FLUSH, () => stream.params(1, 0, () => stream.reset()));
zlib.deflate('text', (error: Error | null, packed: Buffer) => [error, packed]);

// @ts-expect-error no such function
zlib.bzip2('text');
// @ts-expect-error not an option
createDeflate({ levels: 1 });
