'use strict';

const { Readable } = require('node:stream');
const zlib = require('node:zlib');
const Fastify = require('fastify');
const { contentDigest: fieldOf, verifyContentDigest } = require('../..');
const plugins = require('../../fastify.js');
const { TEXT, accepting } = require('./helpers/compressed.js');
const { useFastify } = require('./helpers/fastify.js');
const { ask } = require('./helpers/server.js');
const { wrong } = require('../helpers/values.js');

const serve = useFastify();

const failing = () =>
  new Readable({
    read() {
      this.destroy(Object.assign(new Error('full'), { code: 'ERR_QUEUE_FULL' }));
    },
  });

const ROUTES = {
  '/text': (_request, reply) => reply.type('text/plain').send(TEXT),
  '/json': async () => ({ text: TEXT }),
  '/stream': (_request, reply) => reply.type('text/plain').send(Readable.from([TEXT, TEXT])),
  '/small': (_request, reply) => reply.type('text/plain').send('small'),
  '/failing': (_request, reply) => reply.type('text/plain').send(failing()),
};
const get = (app) => Object.entries(ROUTES).forEach(([path, handler]) => app.get(path, handler));

test.each([
  ['/text', 'br', 'br', TEXT],
  ['/json', 'gzip', 'gzip', JSON.stringify({ text: TEXT })],
  ['/stream', 'zstd', 'zstd', TEXT + TEXT],
  ['/small', 'br', undefined, 'small'],
  ['/text', 'gzip;q=0', undefined, TEXT],
])('%s for %s is in %s', async (path, accept, encoding, expected) => {
  const { headers, raw, text } = await ask(await serve(get), { path, ...accepting(accept) });
  expect([headers['content-encoding'], text]).toEqual([encoding, expected]);
  expect(headers.vary).toBe('Accept-Encoding');
  if (path !== '/stream') await verifyContentDigest(raw, headers['content-digest']);
});

test('a stream that fails before it sends anything is a readable error', async () => {
  const { status, headers, raw } = await ask(await serve(get), { path: '/failing', ...accepting('br') });
  expect([status, headers['content-encoding'], headers['retry-after']]).toEqual([503, undefined, '1']);
  expect(JSON.parse(raw.toString()).error.code).toBe('ERR_QUEUE_FULL');
});

describe('bodies', () => {
  const post = (port, body, headers) =>
    ask(port, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', 'Content-Length': body.length, ...headers },
    });
  const echo = (app) => app.post('/', async (request) => request.body);
  const body = zlib.gzipSync(JSON.stringify({ text: TEXT }));

  test('are decompressed, verified and parsed', async () => {
    const headers = { 'Content-Encoding': 'gzip', 'Content-Digest': await fieldOf(body) };
    expect(JSON.parse((await post(await serve(echo), body, headers)).text)).toEqual({ text: TEXT });
  });

  test.each([
    [
      'another digest',
      400,
      body,
      async () => ({ 'Content-Encoding': 'gzip', 'Content-Digest': await fieldOf('x') }),
    ],
    ['damaged', 400, body.subarray(0, -8), () => ({ 'Content-Encoding': 'gzip' })],
    ['too large', 413, zlib.gzipSync(Buffer.alloc(4 << 20)), () => ({ 'Content-Encoding': 'gzip' })],
    ['unknown', 415, body, () => ({ 'Content-Encoding': 'lzma' })],
    ['no JSON', 400, Buffer.from('{"a":'), () => ({})],
    ['larger than bodyLimit', 413, Buffer.from(`"${'x'.repeat(1 << 20)}"`), () => ({})],
  ])('%s: %i', async (_case, status, bytes, headers) => {
    expect((await post(await serve(echo), bytes, await headers())).status).toBe(status);
  });
});

test('an option that no plugin has is refused', async () => {
  const app = Fastify();
  await expect(app.register(plugins.compression, wrong({ treshold: 1 }))).rejects.toThrow(
    'did you mean `threshold`?',
  );
});
