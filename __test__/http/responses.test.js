'use strict';

const net = require('node:net');
const express = require('express');
const { verifyContentDigest } = require('../..');
const { abortOnDisconnect, compression, contentDigest, sendJson } = require('../../express.js');
const { until } = require('../helpers/until.js');
const { TEXT, accepting } = require('./helpers/compressed.js');
const { ask, useServers } = require('./helpers/server.js');

const start = useServers();

/** Starts a server of node:http with some middlewares, called without `next`. */
function plain(middlewares, handler) {
  return start((req, res) => {
    for (const use of middlewares) use(req, res);
    res.setHeader('Content-Type', 'text/plain');
    handler(req, res);
  });
}

describe('contentDigest', () => {
  test('digests the bytes that are sent, compressed or not', async () => {
    const port = await plain([contentDigest(), compression()], (_req, res) => res.end(TEXT));
    for (const options of [{}, accepting('br')]) {
      const { headers, raw, text } = await ask(port, options);
      expect(text).toBe(TEXT);
      await expect(verifyContentDigest(raw, headers['content-digest'])).resolves.toMatch(/^sha-256=/);
    }
  });

  test('leaves no wrong digest where it comes after compression', async () => {
    const port = await plain([compression(), contentDigest()], (_req, res) => res.end(TEXT));
    const { headers, raw } = await ask(port, accepting('br'));
    await verifyContentDigest(raw, headers['content-digest']);
  });

  test.each([
    ['sha-512=5, sha-256=1', 'sha-512'],
    ['sha-256=9,sha-512=3', 'sha-256'],
    ['md5=9, sha-512=1', 'sha-512'],
    ['sha-256=0', undefined],
    ['md5=1', undefined],
  ])('Want-Content-Digest: %s gives %s', async (want, algorithm) => {
    const port = await plain([contentDigest()], (_req, res) => res.end(TEXT));
    const { headers } = await ask(port, { headers: { 'Want-Content-Digest': want } });
    expect(headers['content-digest']?.split('=')[0]).toBe(algorithm);
  });

  test('follows a stream as a trailer, where the client reads those', async () => {
    const port = await plain([contentDigest(), compression()], (_req, res) => {
      res.write(TEXT);
      res.end(TEXT);
    });
    const { trailers, raw } = await ask(port, { headers: { TE: 'trailers', 'Accept-Encoding': 'gzip' } });
    await expect(verifyContentDigest(raw, trailers['content-digest'])).resolves.toMatch(/^sha-256=/);
    expect((await ask(port)).trailers).toEqual({});
  });
});

describe('sendJson', () => {
  const value = { list: Array.from({ length: 20_000 }, (_, n) => ({ n })) };

  test('sends what JSON.stringify gives, with a tag, and 304 to a client that has it', async () => {
    const app = express().use(compression());
    app.get('/', (_req, res) => sendJson(res, value, { status: 200 }));
    const port = await start(app);
    const { headers, text } = await ask(port, accepting('gzip'));
    expect(text).toBe(JSON.stringify(value));
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-encoding': 'gzip',
    });
    const again = await ask(port, { headers: { 'If-None-Match': headers.etag } });
    expect([again.status, again.raw.length]).toEqual([304, 0]);
    expect((await ask(port, { headers: { 'If-None-Match': 'W/"x"' } })).status).toBe(200);
  });

  test('rejects for what has no JSON, with nothing sent', async () => {
    const port = await plain([], (_req, res) =>
      sendJson(res, undefined).catch(({ code }) => res.end(`${code} ${res.getHeader('ETag')}`)),
    );
    expect((await ask(port)).text).toBe('ERR_INVALID_ARG_VALUE undefined');
  });
});

describe('abortOnDisconnect', () => {
  test('aborts when the client goes, and not when it has its answer', async () => {
    const signals = [];
    const port = await plain([], (req, res) => {
      signals.push(abortOnDisconnect(req, res));
      expect(abortOnDisconnect(req, res)).toBe(signals.at(-1));
      if (req.url === '/') res.end('a');
    });
    await ask(port);
    const socket = net.connect(port, '127.0.0.1').on('error', () => {});
    socket.write('GET /wait HTTP/1.1\r\nHost: a\r\n\r\n');
    await until(() => signals.length === 2);
    socket.destroy();
    await until(() => signals[1].aborted);
    expect(signals[1].reason).toBeInstanceOf(Error);
    expect(signals[0].aborted).toBe(false);
  });
});

test('malformed headers count as missing', async () => {
  const port = await plain([contentDigest(), compression()], (_req, res) => res.end(TEXT));
  const socket = net.connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: ;;;q=,,=\r\nWant-Content-Digest: (((\r\n\r\n');
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => (text += chunk));
  await until(() => text.includes('200 OK') && text.includes(TEXT));
  socket.destroy();
});
