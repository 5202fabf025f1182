'use strict';

const { createHash } = require('node:crypto');
const zlib = require('node:zlib');
const { transformSync } = require('esbuild');
const { fileOf } = require('../docs/helpers/pages.js');
const { createReader, freePort } = require('../docs/helpers/reader.js');
const { until } = require('../helpers/until.js');
const { ask } = require('./helpers/server.js');

/**
 * The program of docs/http.md for each, with what its reader has installed.
 * @type {[string, string, string[], number][]}
 */
const FRAMEWORKS = [
  ['Koa', 'koa-server.mjs', ['koa'], 200],
  ['Hono', 'hono-server.mjs', ['hono', '@hono/node-server'], 200],
  [
    'Nest',
    'nest-server.ts',
    ['@nestjs/common', '@nestjs/core', '@nestjs/platform-express', 'reflect-metadata', 'rxjs'],
    201,
  ],
];
const VALUE = { text: 'words '.repeat(1000) };
const PLAIN = Buffer.from(JSON.stringify(VALUE));
const GZIP = zlib.gzipSync(PLAIN);
const digestOf = (body) => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

/** The program of a page, on a port of the test's. Nest's decorators are what TypeScript makes of them. */
function javascript(file, port) {
  const code = fileOf('docs/http.md', file).replace('3000', String(port));
  if (!file.endsWith('.ts')) return code;
  const tsconfigRaw = { compilerOptions: { experimentalDecorators: true } };
  return transformSync(code, { loader: 'ts', format: 'esm', tsconfigRaw }).code;
}

describe.each(FRAMEWORKS)('%s, by its recipe', (_name, file, packages, success) => {
  let reader;
  let port;
  beforeAll(async () => {
    reader = createReader(['offloop', ...packages]);
    port = await freePort();
    reader.write('server.mjs', javascript(file, port));
    void reader.start('node', ['server.mjs']);
    await until(() => ask(port).then(Boolean, () => false), { seconds: 60 });
  });
  afterAll(() => reader.remove());

  function post(body, headers) {
    const all = { 'Content-Type': 'application/json', 'Content-Length': body.length, ...headers };
    return ask(port, { method: 'POST', body, headers: all });
  }

  test('reads a body that is compressed and has a digest, and compresses its answer', async () => {
    const headers = { 'Content-Encoding': 'gzip', 'Content-Digest': digestOf(GZIP), 'Accept-Encoding': 'br' };
    const answer = await post(GZIP, headers);
    expect([answer.status, answer.headers['content-encoding']]).toEqual([success, 'br']);
    expect(answer.headers.vary).toBe('Accept-Encoding');
    expect(JSON.parse(answer.text)).toEqual({ received: VALUE });
  });

  test('answers a client that accepts nothing', async () => {
    const answer = await post(PLAIN);
    expect([answer.status, answer.headers['content-encoding']]).toEqual([success, undefined]);
    expect(JSON.parse(answer.text)).toEqual({ received: VALUE });
  });

  test.each([
    ['is not what its digest says', PLAIN, { 'Content-Digest': digestOf('other') }, 400],
    ['is cut off', GZIP.subarray(0, -9), { 'Content-Encoding': 'gzip' }, 400],
    ['has an unknown coding', PLAIN, { 'Content-Encoding': 'lzma' }, 415],
    ['is a bomb', zlib.gzipSync(Buffer.alloc(20 << 20)), { 'Content-Encoding': 'gzip' }, 413],
  ])('says so where a body %s', async (_what, body, headers, status) => {
    const answer = await post(body, headers);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toEqual({
      error: { code: expect.any(String), message: expect.any(String) },
    });
  });
});
