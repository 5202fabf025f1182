'use strict';

const { once } = require('node:events');
const { setTimeout: sleep } = require('node:timers/promises');
const zlib = require('node:zlib');
const { contentDigest: fieldOf, verifyContentDigest } = require('../..');
const {
  abortOnDisconnect,
  compression,
  contentDigest,
  decompressBody,
  errorHandler,
  json,
} = require('../../express.js');
const { until } = require('../helpers/until.js');
const { TEXT, accepting } = require('./helpers/compressed.js');
const { ask2, useHttp2 } = require('./helpers/http2.js');

const start = useHttp2();
const JSON_TYPE = { 'content-type': 'application/json' };

/** A server whose answer is the body that these have read. */
function echo(middlewares) {
  const answerError = errorHandler({ onError: () => {} });
  return start(async (req, res) => {
    try {
      for (const use of middlewares) await use(req, res);
      const body = req.body === undefined ? Buffer.concat(await req.toArray()) : JSON.stringify(req.body);
      res.end(body);
    } catch (error) {
      answerError(error, req, res);
    }
  });
}

const later = () => sleep(30);

describe.each([
  ['at once', []],
  ['when the body has come', [later]],
])('a body without a length, %s', (_, before) => {
  test('is verified', async () => {
    const client = await echo([...before, contentDigest({ required: true })]);
    expect((await ask2(client, { body: TEXT })).status).toBe(400);
    const right = { 'content-digest': await fieldOf(TEXT) };
    expect((await ask2(client, { body: TEXT, headers: right })).text).toBe(TEXT);
    const wrong = { 'content-digest': await fieldOf('other') };
    expect((await ask2(client, { body: TEXT, headers: wrong })).status).toBe(400);
    expect((await ask2(client)).status).toBe(200);
  });

  test('is decompressed, after it was verified', async () => {
    const client = await echo([...before, contentDigest(), ...before, decompressBody()]);
    const body = zlib.gzipSync(TEXT);
    const headers = { 'content-encoding': 'gzip', 'content-digest': await fieldOf(body) };
    expect((await ask2(client, { body, headers })).text).toBe(TEXT);
    expect((await ask2(client, { body: Buffer.alloc(50), headers })).status).toBe(400);
  });

  test('is parsed', async () => {
    const client = await echo([...before, json()]);
    const { text } = await ask2(client, {
      body: zlib.gzipSync('[1]'),
      headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
    });
    expect(text).toBe('[1]');
    expect((await ask2(client, { body: '{', headers: JSON_TYPE })).status).toBe(400);
  });
});

test('a request that ends with its headers has no body', async () => {
  const client = await echo([contentDigest({ required: true }), decompressBody(), json()]);
  const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' };
  expect(await ask2(client, { headers })).toMatchObject({ status: 200, text: '' });
});

test('an answer is compressed, whole and as a stream, and digested', async () => {
  const client = await start((req, res) => {
    for (const use of [contentDigest(), compression()]) use(req, res);
    res.setHeader('Content-Type', 'text/plain');
    if (req.headers['x-stream']) res.write(TEXT);
    res.end(TEXT);
  });
  const whole = await ask2(client, accepting('gzip'));
  await verifyContentDigest(whole.raw, whole.headers['content-digest']);
  expect(zlib.gunzipSync(whole.raw).toString()).toBe(TEXT);
  const stream = await ask2(client, {
    headers: { 'accept-encoding': 'gzip', 'x-stream': '1', te: 'trailers' },
  });
  await verifyContentDigest(stream.raw, stream.trailers['content-digest']);
  expect(zlib.gunzipSync(stream.raw).toString()).toBe(TEXT + TEXT);
});

test('the signal aborts when the client cancels its stream, and not when it has its answer', async () => {
  const signals = [];
  const client = await start((req, res) => {
    signals.push(abortOnDisconnect(req, res));
    if (req.headers['x-wait'] === undefined) res.end('a');
    else res.write('a');
  });
  await ask2(client);
  const stream = client.request({ 'x-wait': '1' }).on('error', () => {});
  await once(stream, 'data');
  stream.close(8);
  await until(() => signals[1].aborted);
  expect(signals[0].aborted).toBe(false);
});
