'use strict';

const zlib = require('node:zlib');
const express = require('express');
const { contentDigest: fieldOf } = require('../..');
const { contentDigest, decompressBody, errorHandler, json } = require('../../express.js');
const { ask, useServers } = require('./helpers/server.js');

const start = useServers();
const VALUE = { list: Array.from({ length: 500 }, (_, n) => ({ n, text: `number ${n}` })) };
const TEXT = JSON.stringify(VALUE);
const CODERS = {
  gzip: zlib.gzipSync,
  'x-gzip': zlib.gzipSync,
  br: zlib.brotliCompressSync,
  deflate: zlib.deflateSync,
};

/** An app with these middlewares, which answers with the body that the parser after them has read. */
function echo(middlewares, parser = express.json({ limit: '1mb' })) {
  const app = express();
  app.use(...middlewares, parser);
  app.post('/', (req, res) => res.json(req.body ?? null));
  app.use(errorHandler());
  return start(app);
}

function post(port, body, headers) {
  const type = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  return ask(port, { method: 'POST', body, headers: { ...type, ...headers } });
}

const later = (_req, _res, next) => setTimeout(next, 30);
const PARSERS = {
  'express.json': () => express.json({ limit: '1mb' }),
  json: () => json({ limit: 1 << 20 }),
};

describe.each(Object.entries(PARSERS))('decompressBody before %s', (_name, parser) => {
  test.each(['gzip', 'x-gzip', 'br', 'deflate'])('%s', async (coding) => {
    const port = await echo([decompressBody()], parser());
    const { status, text } = await post(port, CODERS[coding](TEXT), { 'Content-Encoding': coding });
    expect([status, text]).toEqual([200, TEXT]);
  });

  test('several layers, and identity', async () => {
    const port = await echo([decompressBody()], parser());
    const body = zlib.brotliCompressSync(zlib.gzipSync(TEXT));
    expect((await post(port, body, { 'Content-Encoding': 'gzip, identity, br' })).text).toBe(TEXT);
    expect((await post(port, TEXT, { 'Content-Encoding': 'identity' })).text).toBe(TEXT);
  });

  test('a body that has come whole before', async () => {
    const port = await echo([later, decompressBody()], parser());
    const body = zlib.gzipSync(TEXT);
    expect((await post(port, body, { 'Content-Encoding': 'gzip' })).text).toBe(TEXT);
  });

  test.each([
    ['damaged', (gzip) => Buffer.concat([gzip.subarray(0, 40), Buffer.alloc(40)]), 'gzip', 400],
    ['cut off', (gzip) => gzip.subarray(0, -9), 'gzip', 400],
    ['no gzip', () => Buffer.from('x'.repeat(100)), 'gzip', 400],
    ['followed by more', (gzip) => Buffer.concat([gzip, Buffer.from('more')]), 'gzip', 400],
    ['a bomb', () => zlib.gzipSync(Buffer.alloc(20 << 20)), 'gzip', 413],
    ['an unknown coding', (gzip) => gzip, 'lzma', 415],
    ['too many layers', (gzip) => gzip, 'gzip, gzip, gzip, gzip', 415],
  ])('%s: %#', async (_case, make, coding, expected) => {
    const port = await echo([decompressBody({ limit: 1 << 20 })], parser());
    const { status, headers } = await post(port, make(zlib.gzipSync(TEXT)), { 'Content-Encoding': coding });
    expect(status).toBe(expected);
    expect(headers['accept-encoding']).toBe(expected === 415 ? 'br, zstd, gzip, deflate' : undefined);
  });
});

describe('contentDigest', () => {
  test.each(Object.keys(PARSERS))('verifies a body before %s', async (name) => {
    const port = await echo([contentDigest()], PARSERS[name]());
    const right = await post(port, TEXT, { 'Content-Digest': await fieldOf(TEXT, ['sha-256', 'sha-512']) });
    expect([right.status, right.text]).toEqual([200, TEXT]);
    const wrong = await post(port, TEXT, { 'Content-Digest': await fieldOf('other') });
    expect([wrong.status, JSON.parse(wrong.text).error.code]).toEqual([400, 'EINTEGRITY']);
  });

  test('is of the bytes that were sent, before decompressBody', async () => {
    for (const before of [[], [later]]) {
      const port = await echo([...before, contentDigest(), ...before, decompressBody()]);
      const body = zlib.gzipSync(TEXT);
      const headers = { 'Content-Encoding': 'gzip', 'Content-Digest': await fieldOf(body) };
      expect((await post(port, body, headers)).text).toBe(TEXT);
      const wrong = await post(port, zlib.gzipSync(`${TEXT} `), headers);
      expect(wrong.status).toBe(400);
    }
  });

  test.each([
    ['no dictionary', { 'Content-Digest': '((' }, {}],
    ['no digest that is known', { 'Content-Digest': 'md5=:AAAA:' }, {}],
    ['none where one is required', {}, { required: true }],
  ])('%s: 400', async (_case, headers, options) => {
    const { status, text } = await post(await echo([contentDigest(options)]), TEXT, headers);
    expect([status, JSON.parse(text).error.code]).toEqual([400, 'ERR_INTEGRITY_INVALID']);
  });
});

describe('json', () => {
  test.each([
    ['{"a":', 400, 'ERR_HTTP_JSON', {}],
    ['1', 400, 'ERR_HTTP_JSON', {}],
    ['[]', 415, 'ERR_HTTP_CHARSET', { 'Content-Type': 'application/json; charset=latin1' }],
    ['[]', 415, 'ERR_HTTP_ENCODING', { 'Content-Encoding': 'lzma' }],
    ['[]', 400, 'Z_DATA_ERROR', { 'Content-Encoding': 'gzip' }],
    [`[${' '.repeat(100)}]`, 413, 'ERR_BUFFER_TOO_LARGE', {}],
  ])('%j: %i', async (body, status, code, headers) => {
    const answer = await post(await echo([], json({ limit: 100 })), body, headers);
    expect([answer.status, JSON.parse(answer.text).error.code]).toEqual([status, code]);
  });

  test('a body without a length that is too long is refused', async () => {
    const port = await echo([], json({ limit: 100 }));
    const headers = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };
    const { status } = await ask(port, { method: 'POST', headers, body: `[${' '.repeat(200_000)}]` });
    expect(status).toBe(413);
  });

  test('what is not JSON is left alone', async () => {
    const { text } = await post(await echo([], json()), 'a=b', { 'Content-Type': 'text/plain' });
    expect(text).toBe('null');
  });
});
