'use strict';

const { EventEmitter } = require('node:events');
const { Readable } = require('node:stream');
const zlib = require('node:zlib');
const { contentDigest: fieldOf } = require('../..');
const { contentDigest, decompressBody, json } = require('../../express.js');
const { wrong } = require('../helpers/values.js');

const TEXT = JSON.stringify({ text: 'x'.repeat(200_000) });

/**
 * A request that came by no connection, as a test's `inject` or a gateway to functions makes them: it is read when it is
 * asked for, and has no length.
 * @returns {any}
 */
function requestOf(body, headers, pieces = 7) {
  const size = Math.ceil(body.length / pieces);
  let at = 0;
  const req = new Readable({
    read() {
      setImmediate(() => {
        this.push(at < body.length ? body.subarray(at, (at += size)) : null);
      });
    },
  });
  return Object.assign(req, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } });
}

test('bodies are verified, decompressed and parsed', async () => {
  const body = zlib.gzipSync(TEXT);
  const headers = { 'content-encoding': 'gzip', 'content-digest': await fieldOf(body) };
  const req = requestOf(body, headers);
  /** @type {any} */
  const res = new EventEmitter();
  await contentDigest({ required: true })(req, res);
  decompressBody()(req, res);
  expect(JSON.stringify(await json({ limit: 1e6 })(req, res))).toBe(TEXT);
});

test('what reads a body gets its failure', async () => {
  const req = requestOf(Buffer.from('no gzip at all'), { 'content-encoding': 'gzip' });
  decompressBody()(req, wrong(new EventEmitter()));
  await expect(req.toArray()).rejects.toMatchObject({ code: 'Z_DATA_ERROR', status: 400 });
});
