'use strict';

const { once } = require('node:events');
const http = require('node:http');
const { PassThrough, Readable } = require('node:stream');
const zlib = require('node:zlib');
const { contentDigest: fieldOf, verifyContentDigest } = require('../..');
const plugins = require('../../fastify.js');
const { TEXT, accepting } = require('./helpers/compressed.js');
const { useFastify } = require('./helpers/fastify.js');
const { ask2, connect } = require('./helpers/http2.js');
const { ask } = require('./helpers/server.js');

const serve = useFastify();
const get = (app) =>
  app.get('/stream', (_request, reply) => reply.type('text/plain').send(Readable.from([TEXT, TEXT])));

test('the digest of a stream follows it as a trailer, for clients that read those', async () => {
  const port = await serve(get);
  const headers = { 'Accept-Encoding': 'gzip', TE: 'trailers' };
  const { headers: sent, trailers, raw, text } = await ask(port, { path: '/stream', headers });
  expect([sent.trailer, sent['content-encoding'], text]).toEqual(['content-digest', 'gzip', TEXT + TEXT]);
  await expect(verifyContentDigest(raw, trailers['content-digest'])).resolves.toMatch(/^sha-256=/);
  expect((await ask(port, { path: '/stream' })).trailers).toEqual({});
});

test.each([
  ['a stream of the web', () => new Blob([TEXT]).stream(), 200],
  [
    'a Response',
    () => new Response(TEXT, { status: 201, headers: { 'X-A': 'b', 'Content-Type': 'text/plain' } }),
    201,
  ],
])('%s is compressed', async (_what, payload, status) => {
  const port = await serve((app) =>
    app.get('/', (_request, reply) => reply.type('text/plain').send(payload())),
  );
  const answer = await ask(port, accepting('gzip'));
  expect([answer.status, answer.headers['content-encoding'], answer.text]).toEqual([status, 'gzip', TEXT]);
  expect(answer.headers['x-a']).toBe(status === 201 ? 'b' : undefined);
});

test('flush sends what was written to a stream', async () => {
  const port = await serve((app) =>
    app.get('/', (_request, reply) => {
      const payload = new PassThrough();
      reply.type('text/plain').send(payload);
      payload.write('first');
      reply.flush();
    }),
  );
  const [incoming] = await once(http.get({ port, host: '127.0.0.1', ...accepting('gzip') }), 'response');
  const gunzip = incoming.on('error', () => {}).pipe(zlib.createGunzip());
  const [chunk] = await once(gunzip, 'data');
  expect(chunk.toString()).toBe('first');
  incoming.destroy();
});

test('sendJson sends JSON with a tag, and 304 to clients that have it', async () => {
  const value = Array.from({ length: 20_000 }, (_, n) => ({ n }));
  const port = await serve((app) =>
    app.get('/', (_request, reply) => plugins.sendJson(reply, value, { status: 200 })),
  );
  const { headers, text } = await ask(port, accepting('br'));
  expect([headers['content-encoding'], text]).toEqual(['br', JSON.stringify(value)]);
  const known = { 'If-None-Match': headers.etag, 'Accept-Encoding': 'br' };
  const again = await ask(port, { headers: known });
  expect([again.status, again.raw.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
  expect(again.headers.vary).toBe('Accept-Encoding');
});

test('HTTP/2 has the same: bodies without a length, and compressed answers', async () => {
  const options = { server: { http2: true, forceCloseConnections: false }, digest: { required: true } };
  const client = connect(await serve((app) => app.post('/', async (request) => request.body), options));
  const body = zlib.gzipSync(JSON.stringify({ text: TEXT }));
  const coded = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  const headers = { ...coded, 'accept-encoding': 'gzip', 'content-digest': await fieldOf(body) };
  const right = await ask2(client, { body, headers });
  expect(JSON.parse(zlib.gunzipSync(right.raw).toString())).toEqual({ text: TEXT });
  expect((await ask2(client, { body, headers: coded })).status).toBe(400);
  client.close();
});
