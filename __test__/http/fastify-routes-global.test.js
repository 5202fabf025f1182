'use strict';

const zlib = require('node:zlib');
const Fastify = require('fastify');
const plugins = require('../../fastify.js');
const { TEXT } = require('./helpers/compressed.js');
const { useFastify } = require('./helpers/fastify.js');
const { ask } = require('./helpers/server.js');

const serve = useFastify();
const encodingOf = ({ headers }) => headers['content-encoding'];

test('with global: false the plugins are at work for routes that name them alone', async () => {
  const app = Fastify();
  await app.register(plugins.compression, { global: false, threshold: 0 });
  await app.register(plugins.decompressBody, { global: false });
  app.post('/', async (request) => ({ got: request.body }));
  const options = /** @type {any} */ ({ compress: {}, decompress: {} });
  app.post('/both', options, async (request) => ({ got: request.body }));
  const sent = {
    method: /** @type {const} */ ('POST'),
    headers: { 'content-type': 'text/plain', 'content-encoding': 'gzip', 'accept-encoding': 'gzip' },
    body: zlib.gzipSync(TEXT),
  };
  const plain = await app.inject({ url: '/', ...sent });
  expect([encodingOf(plain), plain.json().got === TEXT]).toEqual([undefined, false]);
  const both = await app.inject({ url: '/both', ...sent });
  expect(encodingOf(both)).toBe('gzip');
  expect(JSON.parse(zlib.gunzipSync(both.rawPayload).toString())).toEqual({ got: TEXT });
  await app.close();
});

describe('decompress of a route', () => {
  const body = zlib.gzipSync(JSON.stringify({ text: TEXT }));
  const post = (port, path) =>
    ask(port, {
      path,
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json',
        'Content-Encoding': 'gzip',
        'Content-Length': body.length,
      },
    });

  test('is false, or an object', async () => {
    const port = await serve((app) => {
      const echo = async (request) => request.headers['content-encoding'] ?? Object.keys(request.body);
      app.post('/', echo);
      app.post('/small', { decompress: { limit: 100 } }, echo);
      app.post('/others', { decompress: { encodings: ['br'] } }, echo);
      app.post('/as-it-is', { decompress: false }, echo);
    });
    expect((await post(port, '/')).text).toBe('["text"]');
    expect((await post(port, '/small')).status).toBe(413);
    expect((await post(port, '/others')).status).toBe(415);
    // Its parser gets what was sent.
    expect((await post(port, '/as-it-is')).status).toBe(400);
  });
});
