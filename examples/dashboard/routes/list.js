'use strict';

const ROUTES = {
  'GET /': 'the page, for browsers; this list for others',
  'GET /routes': 'this list',
  'GET /ping': 'answers at once: how long it takes is how busy the event loop is',
  'GET /readfile': "reads a small file by node's fs, on libuv's pool",
  'GET /stats': 'what the event loop and the engine are doing',
  'GET /report?rows=1000': 'JSON, compressed as Accept-Encoding asks: br, zstd, gzip',
  'POST /digest?algorithms=sha256,sha512': 'digests of the body',
  'POST /compress/:format': 'the body as gzip, deflate, deflate-raw, br or zstd',
  'POST /decompress': 'the body without its Content-Encoding',
  'POST /inspect?algorithms=sha256&format=gzip':
    'digests and compressed size of a large body, with progress as server-sent events',
  'GET /live': 'what the page shows, as server-sent events',
  'PUT /live/:visit/load': 'starts, switches or stops the load of the visitor who follows /live: {"mode"}',
};

/** Only with offloop: workers, and the routes of examples/express. */
const OFFLOOP_ROUTES = {
  'GET /runaways': 'tasks that go wrong on purpose, and their limits',
  'POST /runaways/:name': 'starts one in a sandbox, and answers how it was stopped',
  'POST /thumbnail?width=200': 'the image in the body made small, in a sandbox: WebP or JPEG, as Accept asks',
  'POST /clips': 'the clip in the body made small by ffmpeg, with progress as server-sent events',
  'GET /clips/drawn': 'a clip to try it with',
  'GET /clips/:id': 'a clip that was made, once',
  'POST /speech': 'how probably each 32 ms of the body, 16-bit samples at 16 kHz, are speech: by a model',
  'GET /jobs': 'the newest background jobs',
  'POST /jobs': 'adds a job, which counts the primes below {"below"}',
  'DELETE /jobs/:id': 'cancels a job',
  'GET /files/:name/digest?algorithms=sha256': 'digests of a file, with progress as server-sent events',
  'POST /orders': 'what a JSON array of orders comes to',
  'PUT /uploads/:name': 'stores the body, if it has the Content-Digest that it comes with',
  'POST /users': 'a user of {"name", "password"}, whose password is hashed',
  'POST /login': 'whether {"name", "password"} are those of a user',
  'GET /invoices/:number?rows=1000': 'an HTML page, rendered by a worker',
  'POST /formula': 'the value of {"expression", "variables"}, computed in a sandbox',
};

/** What there is to try. */
function list(mode) {
  const routes = mode === 'offloop' ? { ...ROUTES, ...OFFLOOP_ROUTES } : ROUTES;
  return (req, res) => res.json({ mode, routes });
}

module.exports = { list };
