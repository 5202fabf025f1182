'use strict';

const { createHash } = require('node:crypto');
const { once } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const zlib = require('node:zlib');
const { present } = require('../helpers/values.js');
const { portOf } = require('../helpers/server.js');

const ROOT = path.join(__dirname, '../..');
const README = fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const EXAMPLES = [...README.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code);
const PROGRAM = present(EXAMPLES.find((code) => code.includes('express()')));

/** The Express program of README, as it stands; `loadReport` is the reader's. */
function start(loadReport) {
  const load = (name) => (name === 'offloop' ? require(ROOT) : require(name));
  const make = new Function(
    'require',
    'loadReport',
    `${PROGRAM.replace(/app\.listen\(.*/, '')}; return app;`,
  );
  const app = make(load, loadReport);
  app.use((error, _req, res, _next) => res.status(500).json({ error: error.message }));
  return http.createServer(app).listen(0, '127.0.0.1');
}

/**
 * One request, with no other headers than these.
 * @param {http.Server} server
 * @param {string} method
 * @param {string} url
 * @param {http.OutgoingHttpHeaders} [headers]
 * @param {string} [body]
 */
async function ask(server, method, url, headers = {}, body) {
  const request = http.request({ port: portOf(server), method, path: url, headers, agent: false });
  request.end(body);
  const [answer] = await once(request, 'response');
  const chunks = await answer.toArray();
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) };
}

let server;
let fails = false;

beforeAll(async () => {
  server = start(async () => {
    if (fails) throw new Error('database down');
    return { rows: [1, 2] };
  });
  await once(server, 'listening');
});

afterAll(() => server.close());

test.each([
  ['without a type', 'hello', {}],
  ['of text', 'hello', { 'Content-Type': 'text/plain' }],
  ['of JSON', '{"a":1}', { 'Content-Type': 'application/json' }],
  ['that is empty', '', {}],
  ['that is empty, and has a length and a type', '', { 'Content-Length': '0', 'Content-Type': 'text/plain' }],
])('README’s route digests a body %s', async (_name, body, headers) => {
  const answer = await ask(server, 'POST', '/digest', headers, body);
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body.toString())).toEqual({
    sha256: createHash('sha256').update(body).digest('hex'),
  });
});

const DECODE = { br: zlib.brotliDecompressSync, gzip: zlib.gunzipSync, undefined: (body) => body };

test.each([
  [undefined, undefined],
  ['identity', undefined],
  ['br, gzip', 'br'],
  ['gzip', 'gzip'],
  ['zstd', undefined],
  ['br;q=0, gzip;q=0.5', 'gzip'],
])('README’s report for Accept-Encoding %p has Content-Encoding %p', async (accepted, encoding) => {
  const answer = await ask(
    server,
    'GET',
    '/report',
    accepted === undefined ? {} : { 'Accept-Encoding': accepted },
  );
  expect([answer.status, answer.headers['content-encoding']]).toEqual([200, encoding]);
  expect(answer.headers).toMatchObject({
    vary: 'Accept-Encoding',
    'content-type': 'application/json; charset=utf-8',
  });
  expect(JSON.parse(DECODE[String(encoding)](answer.body).toString())).toEqual({ rows: [1, 2] });
});

test('a failure of README’s report is one that every client can read', async () => {
  fails = true;
  const answer = await ask(server, 'GET', '/report', { 'Accept-Encoding': 'br' });
  expect([answer.status, answer.headers['content-encoding']]).toEqual([500, undefined]);
  expect(JSON.parse(answer.body.toString())).toEqual({ error: 'database down' });
});
