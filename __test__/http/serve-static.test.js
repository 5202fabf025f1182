'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const express = require('express');
const { compression, precompress, serveStatic } = require('../../express.js');
const { useFolder } = require('../helpers/folder.js');
const { ask, useServers } = require('./helpers/server.js');

const start = useServers();
const folder = useFolder();
const TEXT = 'body { color: black } /* text */\n'.repeat(100);

beforeEach(async () => {
  fs.mkdirSync(folder.at('a b'));
  for (const name of ['index.html', 'style.css', 'a b/é.js', 'plain.txt'])
    fs.writeFileSync(folder.at(name), TEXT);
  await precompress(folder.path, { exclude: 'plain.txt' });
});

const serve = (options) => start(serveStatic(folder.path, options));
const get = (port, url, headers = {}) => ask(port, { path: url, headers });

test.each([
  ['/style.css', 'br, gzip, zstd', 'br', 'text/css; charset=utf-8'],
  ['/style.css?v=1', 'gzip;q=0.5, zstd', 'zstd', 'text/css; charset=utf-8'],
  ['/style.css', 'gzip', 'gzip', 'text/css; charset=utf-8'],
  ['/style.css', undefined, undefined, 'text/css; charset=utf-8'],
  ['/style.css', 'br;q=0', undefined, 'text/css; charset=utf-8'],
  ['/', 'br', 'br', 'text/html; charset=utf-8'],
  ['/a%20b/%C3%A9.js', 'br', 'br', 'text/javascript; charset=utf-8'],
])('%s for %s is in %s', async (url, accept, encoding, type) => {
  const port = await serve();
  const headers = accept === undefined ? undefined : { 'Accept-Encoding': accept };
  const answer = await get(port, url, headers);
  expect(answer).toMatchObject({ status: 200, text: TEXT });
  expect(answer.headers).toMatchObject({ 'content-type': type, vary: 'Accept-Encoding' });
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(answer.headers['content-length']).toBe(String(answer.raw.length));
  const head = await ask(port, { method: 'HEAD', path: url, headers });
  expect([head.status, head.headers, head.raw.length]).toEqual([
    200,
    { ...answer.headers, date: head.headers.date },
    0,
  ]);
});

test('a file without copies has no Vary, and compression() compresses it', async () => {
  const { headers, text } = await get(await serve(), '/plain.txt', { 'Accept-Encoding': 'br' });
  expect([headers.vary, headers['content-encoding'], text]).toEqual([undefined, undefined, TEXT]);
  const port = await start(express().use(compression(), serveStatic(folder.path)));
  for (const url of ['/plain.txt', '/style.css']) {
    const answer = await get(port, url, { 'Accept-Encoding': 'gzip' });
    expect([answer.headers['content-encoding'], answer.text]).toEqual(['gzip', TEXT]);
  }
});

test('each encoding has a tag of its own, and conditional requests and ranges are of it', async () => {
  const setHeaders = (res, file) => res.setHeader('X-File', path.basename(file));
  const port = await serve({ maxAge: 60_000, immutable: true, setHeaders });
  const [br, plain] = [
    await get(port, '/style.css', { 'Accept-Encoding': 'br' }),
    await get(port, '/style.css'),
  ];
  expect(br.headers.etag).not.toBe(plain.headers.etag);
  expect(br.headers).toMatchObject({
    'cache-control': 'public, max-age=60, immutable',
    'x-file': 'style.css.br',
  });
  const again = { 'Accept-Encoding': 'br', 'If-None-Match': br.headers.etag };
  const unchanged = await get(port, '/style.css', again);
  expect(unchanged).toMatchObject({
    status: 304,
    headers: { vary: 'Accept-Encoding', etag: br.headers.etag },
  });
  expect(unchanged.headers['content-encoding']).toBeUndefined();
  expect((await get(port, '/style.css', { ...again, 'Accept-Encoding': 'gzip' })).status).toBe(200);
  const part = await ask(port, { path: '/style.css', headers: { Range: 'bytes=1-4' } });
  expect([part.status, part.text]).toEqual([206, TEXT.slice(1, 5)]);
  const beyond = await get(port, '/style.css', { Range: 'bytes=999999-', 'Accept-Encoding': 'br' });
  expect([beyond.status, beyond.headers['content-encoding']]).toEqual([416, undefined]);
});

test('a copy that is older than its file is not sent', async () => {
  fs.writeFileSync(folder.at('style.css'), 'new');
  fs.utimesSync(folder.at('style.css.br'), 1, 1);
  const { headers, text } = await get(await serve({ encodings: ['br'] }), '/style.css', {
    'Accept-Encoding': 'br',
  });
  expect([headers['content-encoding'], text]).toEqual([undefined, 'new']);
});

test('what is outside of the directory, hidden or missing is not there', async () => {
  const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'offloop-outside-'));
  fs.writeFileSync(path.join(outside, 'secret.txt'), TEXT);
  fs.symlinkSync(path.join(outside, 'secret.txt'), folder.at('link.txt'));
  fs.symlinkSync(outside, folder.at('folder'));
  fs.symlinkSync(path.join(outside, 'secret.txt'), folder.at('plain.txt.br'));
  fs.writeFileSync(folder.at('.env'), TEXT);
  const port = await serve();
  const escape = `/..%2f${path.basename(outside)}%2fsecret.txt`;
  for (const url of [
    '/link.txt',
    '/folder/secret.txt',
    '/.env',
    '/missing',
    '/%00',
    '/%',
    escape,
    '/style.css/',
  ])
    expect([url, (await get(port, url)).status]).toEqual([url, 404]);
  expect(
    (await get(port, '/plain.txt', { 'Accept-Encoding': 'br' })).headers['content-encoding'],
  ).toBeUndefined();
  expect((await ask(port, { method: 'POST', path: '/style.css' })).status).toBe(404);
  fs.rmSync(outside, { recursive: true });
});

test('a folder redirects to its path with a slash, and Express goes on after what is not there', async () => {
  const app = express().use('/static', serveStatic(folder.path));
  const port = await start(app.use((_req, res) => res.status(404).send('mine')));
  const moved = await get(port, '/static/a%20b?x=1');
  expect([moved.status, moved.headers.location]).toEqual([301, '/static/a%20b/?x=1']);
  const bare = await get(await serve(), '//a%20b');
  expect(bare.headers.location ?? '').not.toMatch(/^\/\//);
  expect((await get(port, '/static/missing')).text).toBe('mine');
  expect((await get(port, '/static/style.css', { 'Accept-Encoding': 'br' })).text).toBe(TEXT);
});
