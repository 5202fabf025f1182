'use strict';

const { EventEmitter, once } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const { pipeline } = require('node:stream/promises');
const { setTimeout: sleep } = require('node:timers/promises');
const { integrity } = require('../..');
const { compression, decompressBody, receiveImage, sendJson } = require('../../express.js');
const { useFolder } = require('../helpers/folder.js');
const { ask, useServers } = require('./helpers/server.js');

const start = useServers();
const folder = useFolder();

/** What a server answers to a request whose body fails before all of it has come. */
async function answerToHalf(port) {
  const socket = net.connect(port, '127.0.0.1');
  socket.write('PUT / HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: 100\r\n\r\nnot gzip');
  const [data] = await once(socket, 'data');
  socket.destroy();
  return String(data).split('\r\n')[0];
}

test.each([
  ['pipeline', (req) => pipeline(req, fs.createWriteStream(folder.at('body')))],
  ['integrity', (req) => integrity(req)],
])('a damaged body that is not over ends no process, with %s', async (_, read) => {
  const decompress = decompressBody();
  const port = await start((req, res) => {
    decompress(req, res);
    read(req).then(
      () => res.end(),
      (error) => {
        res.statusCode = error.status ?? 500;
        res.end();
      },
    );
  });
  for (let time = 0; time < 3; time++) expect(await answerToHalf(port)).toMatch(/^HTTP\/1\.1 400 /);
  await sleep(50);
});

test('a status line that node refuses closes the connection', async () => {
  const compress = compression();
  const port = await start((req, res) => {
    compress(req, res);
    res.setHeader('Content-Type', 'text/plain');
    if (req.url === '/bad') res.statusMessage = 'Gr\u00f6\u4e16';
    res.end('x'.repeat(5000));
  });
  const headers = { 'Accept-Encoding': 'gzip' };
  await expect(ask(port, { path: '/bad', headers })).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect((await ask(port, { path: '/good', headers })).status).toBe(200);
});

test('sendJson to a client that has gone resolves', async () => {
  const value = Array.from({ length: 300_000 }, (_, n) => ({ n }));
  const requests = new EventEmitter();
  const port = await start((req, res) => {
    requests.emit('sent', sendJson(res, value));
    req.socket.destroy();
  });
  http.get({ port, host: '127.0.0.1' }).on('error', () => {});
  const [sent] = await once(requests, 'sent');
  expect(await sent).toBeUndefined();
});

test('a client that goes is an abort for receiveImage, also with a signal of the program', async () => {
  const images = /** @type {any} */ ({ metadata: () => ({ width: 1 }) });
  const { signal } = new AbortController();
  const requests = new EventEmitter();
  const port = await start((req, res) => {
    requests.emit('received', receiveImage(req, res, images, { signal, folder: folder.path }));
  });
  const socket = net.connect(port, '127.0.0.1');
  socket.write('PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc');
  const [received] = await once(requests, 'received');
  socket.destroy();
  await expect(received).rejects.toMatchObject({ code: 'ABORT_ERR', status: 499 });
});
