'use strict';

const { gunzipSync } = require('node:zlib');
const { compression, contentDigest } = require('../../express.js');
const { TEXT, accepting } = require('./helpers/compressed.js');
const { ask, useServers } = require('./helpers/server.js');

const start = useServers();

/** Starts a server of node:http with some middlewares, called without `next`. */
function plain(middlewares, handler) {
  return start((req, res) => {
    for (const use of middlewares) use(req, res);
    res.setHeader('Content-Type', 'text/plain');
    handler(req, res);
  });
}

test.each([
  ['compression', [compression()]],
  ['contentDigest and compression', [contentDigest(), compression()]],
])('%s: a body given whole may have trailers', async (_name, middlewares) => {
  const port = await plain(middlewares, (_req, res) => {
    res.setHeader('Trailer', 'X-Rows');
    res.addTrailers({ 'X-Rows': '1' });
    res.end(TEXT);
  });
  const { headers, trailers, raw } = await ask(port, accepting('gzip'));
  expect(headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(raw).toString()).toBe(TEXT);
  expect(trailers).toEqual({ 'x-rows': '1' });
});

test('keeps the trailers of the program', async () => {
  const port = await plain([contentDigest(), compression()], (_req, res) => {
    res.setHeader('Trailer', 'X-Rows');
    res.write(TEXT);
    res.addTrailers({ 'X-Rows': '1' });
    res.end();
  });
  const { headers, trailers } = await ask(port, { headers: { TE: 'trailers' } });
  expect(headers.trailer).toBe('X-Rows, Content-Digest');
  expect(trailers).toMatchObject({ 'x-rows': '1', 'content-digest': expect.any(String) });
});
