// Middlewares without Express, and what their options refuse.

import http = require('node:http');
import { WorkerPool } from '../../index.js';
import {
  abortOnDisconnect,
  compression,
  errorHandler,
  errorStatus,
  json,
  metrics,
  precompress,
  sendJson,
  serveStatic,
} from '../../express.js';

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

metrics({ pools: { formulas: new WorkerPool('formula.js') } });
json({ type: ['application/json', '+json'], strict: false, inflate: true, limit: 5 });
http.createServer(serveStatic(new URL('file:///site'), { index: false, maxAge: 1000, encodings: ['zstd'] }));
precompress('dist', { exclude: ['*.map', /^raw\//, (path) => path === 'a'], levels: { zstd: 22 } }).then(
  ({ written }): number => written,
);
// @ts-expect-error no copies of this kind
precompress('dist', { formats: ['deflate'] });
// @ts-expect-error no pool
metrics({ pools: { formulas: {} } });
// @ts-expect-error of body-parser, and not here
json({ verify() {} });
