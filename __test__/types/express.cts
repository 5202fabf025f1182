// Middlewares without Express, and what their options refuse.

import http = require('node:http');
import { abortOnDisconnect, compression, errorHandler, errorStatus, json, sendJson } from '../../express.js';

const compress = compression({ encodings: ['br', 'gzip'], levels: { br: 5 }, threshold: 0 });
http.createServer(async (req, res) => {
  compress(req, res);
  const body: unknown = await json()(req, res);
  const signal: AbortSignal = abortOnDisconnect(req, res);
  await sendJson(res, body, { status: 201, signal });
});
export const status: number = errorStatus(new Error()).status;
errorHandler({ onError: (error) => console.error(error) });

// @ts-expect-error no such coding
compression({ encodings: ['lzma'] });
// @ts-expect-error no such option
compression({ quality: 5 });
