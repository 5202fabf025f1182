'use strict';

const path = require('node:path');
const zlib = require('node:zlib');
const { once } = require('node:events');
const { setTimeout: sleep } = require('node:timers/promises');
const { fileOf } = require('../docs/helpers/pages.js');
const { createReader } = require('../docs/helpers/reader.js');
const { until } = require('../helpers/until.js');
const { bodyOf, startServer } = require('./helpers/servers.js');

const CODINGS = { gzip: 'gunzipSync', br: 'brotliDecompressSync', deflate: 'inflateSync' };
const text = (size) => 'All work and no play. '.repeat(size / 22);

/** What a server says to a client that accepts one coding. */
async function ask(server, url, coding) {
  const response = await server.request(url, { headers: { 'accept-encoding': coding } });
  expect(response.headers['content-encoding']).toBe(coding);
  return zlib[CODINGS[coding]](await bodyOf(response)).toString();
}

describe('Express with compression, which requires offloop/zlib for node:zlib', () => {
  let server;
  let project;

  beforeAll(async () => {
    project = createReader(['offloop']);
    project.write('zlib-everywhere.js', fileOf('docs/zlib.md', 'zlib-everywhere.js'));
    const hook = path.join(project.folder, 'zlib-everywhere.js');
    server = await startServer('express-server.js', ['--require', hook]);
  });
  afterAll(async () => {
    await server.stop();
    await project.remove();
  });

  test.each(Object.keys(CODINGS))('answers in %s, by jobs of the pool', async (coding) => {
    const before = (await server.jobs()).completed;
    expect(await ask(server, '/text/2200', coding)).toBe(text(2200));
    expect(await ask(server, '/text/2200000', coding)).toBe(text(2_200_000));
    expect(await ask(server, '/pieces', coding)).toMatch(/^line 0 of many\n[^]*line 999 of many\n$/);
    expect((await server.jobs()).completed).toBeGreaterThan(before);
  });

  test('answers many clients at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => ask(server, `/text/${22 * (at + 10)}`, 'gzip')),
    );
    expect(answers.map((answer) => answer.length)).toEqual(answers.map((_, at) => 22 * (at + 10)));
  });

  test.each(Object.keys(CODINGS))('sends each event as it is flushed, in %s', async (coding) => {
    const response = await server.request('/events', { headers: { 'accept-encoding': coding } });
    const { gzip, br, deflate } = { gzip: zlib.Gunzip, br: zlib.BrotliDecompress, deflate: zlib.Inflate };
    const reader = response.pipe(new { gzip, br, deflate }[coding]());
    for (const count of [1, 2, 3]) {
      if (count > 1) await bodyOf(await server.request('/next'));
      const [chunk] = await once(reader, 'data');
      expect(chunk.toString()).toBe(`data: event ${count}\n\n`);
    }
    await once(reader, 'end');
  });

  test('stops working for a client that leaves', async () => {
    const response = await server.request('/endless', { headers: { 'accept-encoding': 'gzip' } });
    await once(response, 'data');
    response.destroy();
    await until(async () => {
      const before = await server.jobs();
      await sleep(100);
      const after = await server.jobs();
      return after.busy === 0 && after.completed === before.completed;
    });
  });
});

describe('Fastify with @fastify/compress and its option zlib', () => {
  let server;

  beforeAll(async () => {
    server = await startServer('fastify-server.js');
  });
  afterAll(() => server.stop());

  test.each(Object.keys(CODINGS))('answers in %s, by jobs of the pool', async (coding) => {
    const before = (await server.jobs()).completed;
    expect(await ask(server, '/text/2200', coding)).toBe(text(2200));
    expect(await ask(server, '/text/2200000', coding)).toBe(text(2_200_000));
    expect((await server.jobs()).completed).toBeGreaterThan(before);
  });

  test.each([
    ['gzip', 'gzipSync'],
    ['br', 'brotliCompressSync'],
    ['deflate', 'deflateSync'],
  ])('reads requests in %s, by jobs of the pool', async (coding, pack) => {
    const before = (await server.jobs()).completed;
    const body = zlib[pack](JSON.stringify({ text: text(220_000) }));
    const headers = {
      'content-type': 'application/json',
      'content-encoding': coding,
      'accept-encoding': 'identity',
    };
    const response = await server.request('/echo', { method: 'POST', headers, body });
    expect(JSON.parse((await bodyOf(response)).toString())).toEqual({ text: text(220_000) });
    expect((await server.jobs()).completed).toBeGreaterThan(before);
  });

  test('refuses a request that is damaged', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const body = zlib.gzipSync('{"text":1}').fill(0xff, 10, 20);
    const response = await server.request('/echo', { method: 'POST', headers, body });
    expect(response.statusCode).toBe(400);
    response.resume();
  });
});
