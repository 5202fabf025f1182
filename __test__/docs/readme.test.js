'use strict';

const { createHash } = require('node:crypto');
const { once } = require('node:events');
const http = require('node:http');
const zlib = require('node:zlib');
const { isolationSupport } = require('../..');
const { until } = require('../helpers/until.js');
const { fileOf, readPage } = require('./helpers/pages.js');
const { createReader, freePort } = require('./helpers/reader.js');

let reader;

beforeAll(() => {
  reader = createReader(['offloop', 'express']);
  for (const file of ['server.mjs', 'formulas.mjs', 'formula.mjs'])
    reader.write(file, fileOf('README.md', file));
});

afterAll(() => reader.remove());

/** Starts a program of README, on a port of its own, which is `port` in README. */
async function startProgram(file, port, text = fileOf('README.md', file)) {
  const own = await freePort();
  expect(text).toContain(`app.listen(${port})`);
  reader.write(file, text.replace(`app.listen(${port})`, `app.listen(${own}, '127.0.0.1')`));
  reader.start('node', [file]);
  await until(() =>
    ask(own, 'GET', '/').then(
      () => true,
      () => false,
    ),
  );
  return own;
}

/**
 * One request, with no other headers than these.
 * @param {number} port
 * @param {string} method
 * @param {string} url
 * @param {http.OutgoingHttpHeaders} [headers]
 * @param {string} [body]
 * @returns {Promise<{ status?: number, headers: any, body: any }>}
 */
async function ask(port, method, url, headers = {}, body) {
  const request = http.request({ host: '127.0.0.1', port, method, path: url, headers, agent: false });
  request.end(body);
  const [answer] = await once(request, 'response');
  const chunks = await answer.toArray();
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) };
}

describe('README’s service', () => {
  let port;
  beforeAll(async () => {
    port = await startProgram('server.mjs', 3000);
  });

  test.each([
    ['without a type', 'hello', {}],
    ['of text', 'hello', { 'Content-Type': 'text/plain' }],
    ['of JSON', '{"a":1}', { 'Content-Type': 'application/json' }],
    ['that is empty', '', {}],
    [
      'that is empty, and has a length and a type',
      '',
      { 'Content-Length': '0', 'Content-Type': 'text/plain' },
    ],
  ])('digests a body %s', async (_name, body, headers) => {
    const answer = await ask(port, 'POST', '/digest', headers, body);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ sha256: createHash('sha256').update(body).digest('hex') });
  });

  test('refuses a body that is not what its Content-Digest says', async () => {
    const headers = { 'Content-Digest': `sha-256=:${'A'.repeat(43)}=:` };
    const answer = await ask(port, 'POST', '/digest', headers, 'hello');
    expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([400, 'EINTEGRITY']);
  });

  const DECODE = { br: zlib.brotliDecompressSync, gzip: zlib.gunzipSync, undefined: (body) => body };

  test.each([
    [undefined, undefined],
    ['identity', undefined],
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
  ])('for Accept-Encoding %p has Content-Encoding %p', async (accepted, encoding) => {
    const answer = await ask(port, 'GET', '/report', { ...(accepted && { 'Accept-Encoding': accepted }) });
    expect([answer.status, answer.headers['content-encoding']]).toEqual([200, encoding]);
    expect(answer.headers).toMatchObject({
      vary: 'Accept-Encoding',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(JSON.parse(DECODE[encoding](answer.body))).toHaveLength(1000);
  });

  test('answers a failure so that every client can read it', async () => {
    const text = fileOf('README.md', 'server.mjs');
    const failing = text.replace(
      /^const loadReport = .*$/m,
      "const loadReport = () => Promise.reject(Error('down'));",
    );
    expect(failing).not.toBe(text);
    const own = await startProgram('server.mjs', 3000, failing);
    const answer = await ask(own, 'GET', '/report', { 'Accept-Encoding': 'br' });
    expect([answer.status, answer.headers['content-encoding']]).toEqual([500, undefined]);
    expect(JSON.parse(answer.body)).toEqual({
      error: { code: 'ERR_INTERNAL', message: 'Internal Server Error' },
    });
  });
});

const describeSandbox = isolationSupport().sandbox ? describe : describe.skip;

describeSandbox('README’s formulas (needs a sandbox)', () => {
  let port;
  beforeAll(async () => {
    port = await startProgram('formulas.mjs', 3001);
  });

  const value = async (formula) => {
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ formula });
    const answer = await ask(port, 'POST', '/companies/acme/value', headers, body);
    return [answer.status, JSON.parse(answer.body)];
  };

  test('have their values', async () => {
    expect(await value('6 * 7')).toEqual([200, 42]);
  });

  test.each([
    ['that does not end', '(() => { for (;;); })()', 504, 'ERR_WORKER_CPU_LIMIT'],
    ['that reads a file', 'process.getBuiltinModule("fs").readFileSync("/etc/passwd")', 403, 'EACCES'],
  ])('one %s is an error', async (_name, formula, status, code) => {
    expect(await value(formula)).toEqual([status, { error: expect.objectContaining({ code }) }]);
  });
});

test('README has under 150 lines', () => {
  expect(readPage('README.md').split('\n').length).toBeLessThan(150);
});
