'use strict';

const zlib = require('node:zlib');
const Fastify = require('fastify');
const plugins = require('../../fastify.js');
const { TEXT, accepting } = require('./helpers/compressed.js');
const { useFastify } = require('./helpers/fastify.js');
const { ask } = require('./helpers/server.js');

const serve = useFastify();
const encodingOf = ({ headers }) => headers['content-encoding'];

describe('compress of a route', () => {
  const text =
    (body = TEXT) =>
    async (_request, reply) =>
      reply.type('text/plain').send(body);

  test('is false: its answers stay as they are, and those of others do not', async () => {
    const port = await serve((app) => {
      app.get('/plain', { compress: false }, text());
      app.get('/', text());
    });
    const { headers, text: body } = await ask(port, { path: '/plain', ...accepting('br') });
    expect([headers['content-encoding'], headers.vary, body]).toEqual([undefined, undefined, TEXT]);
    expect(encodingOf(await ask(port, accepting('br')))).toBe('br');
  });

  test.each([
    [{ encodings: ['gzip'] }, 'gzip'],
    [{ threshold: 1e6 }, undefined],
    [{ filter: () => false }, undefined],
    [{}, 'br'],
  ])('is %j, and goes before what the plugin was given', async (compress, expected) => {
    const port = await serve((app) => app.get('/', { compress }, text()));
    const answer = await ask(port, accepting('br, gzip'));
    expect([encodingOf(answer), answer.text]).toEqual([expected, TEXT]);
    expect(encodingOf(await ask(port, { method: 'HEAD', ...accepting('br') }))).toBeUndefined();
  });

  test('keeps what the plugin was given and it does not name', async () => {
    const app = Fastify();
    await app.register(plugins.compression, { encodings: ['deflate'], threshold: 1e6 });
    const mine = /** @type {any} */ ({ compress: { threshold: 0 }, config: { mine: 1 } });
    app.get('/', mine, async (request, reply) =>
      reply.type('text/plain').send(String(/** @type {any} */ (request.routeOptions.config).mine)),
    );
    const answer = await app.inject({ url: '/', headers: { 'accept-encoding': 'br, deflate' } });
    expect(encodingOf(answer)).toBe('deflate');
    expect(zlib.inflateSync(answer.rawPayload).toString()).toBe('1');
    await app.close();
  });

  test('can have a cache of its own', async () => {
    let count = 0;
    const handler = async (_request, reply) => {
      count += 1;
      return reply.type('text/plain').header('ETag', '"one"').send(`${count} ${TEXT}`);
    };
    const port = await serve((app) => {
      app.get('/kept', { compress: { cache: 1e6 } }, handler);
      app.get('/', handler);
    });
    const firsts = [];
    for (const path of ['/kept', '/', '/kept', '/'])
      firsts.push((await ask(port, { path, ...accepting('br') })).text[0]);
    // The same length is a part of what a body is found by.
    expect(firsts).toEqual(['1', '2', '1', '4']);
  });
});

test('a global that is not a boolean is refused', async () => {
  const app = Fastify();
  app.register(plugins.compression, { global: /** @type {any} */ (1) });
  await expect(app.ready()).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
});

test.each([
  [{ compress: true }, 'ERR_INVALID_ARG_TYPE', 'route.compress'],
  [{ compress: null }, 'ERR_INVALID_ARG_TYPE', 'route.compress'],
  [{ compress: [] }, 'ERR_INVALID_ARG_TYPE', 'route.compress'],
  [{ compress: { inflateIfDeflated: true } }, 'ERR_INVALID_ARG_VALUE', 'inflateIfDeflated'],
  [{ decompress: { limit: -1 } }, 'ERR_OUT_OF_RANGE', 'limit'],
])('a route with %j is refused where it is added', async (/** @type {any} */ options, code, name) => {
  const app = Fastify();
  await app.register(plugins.compression);
  await app.register(plugins.decompressBody);
  const refused = { code, message: expect.stringContaining(name) };
  expect(() => app.get('/', options, async () => 'x')).toThrow(expect.objectContaining(refused));
  await app.close();
});
