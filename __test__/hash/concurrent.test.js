'use strict';

const { createHash, createHmac } = require('node:crypto');
const { hash } = require('../..');

const KIB = 1024;
const CALLS = 160;

/** Of every length around the one from which two digests are computed at once, and far from it. */
function input(index) {
  return Buffer.alloc(60 * KIB + ((index * 7919) % (500 * KIB)), `input ${index} `);
}

function shared(bytes) {
  const memory = new SharedArrayBuffer(bytes.length);
  new Uint8Array(memory).set(bytes);
  return memory;
}

function expected(algorithm, key, data) {
  const digest = key === undefined ? createHash(algorithm) : createHmac(algorithm, key);
  return digest.update(data).digest('hex');
}

/** A digest. Some may be computed beside each other, others not. */
function call(index) {
  const bytes = input(index);
  const algorithm = /** @type {const} */ (['sha256', 'sha224', 'sha256', 'sha512'])[index % 4];
  const key = index % 3 === 0 ? `key ${index}` : undefined;
  const data = index % 5 === 0 ? shared(bytes) : bytes;
  return { bytes, algorithm, key, data };
}

test('digests that wait at the same time do not get in each other’s way', async () => {
  const calls = Array.from({ length: CALLS }, (_, index) => call(index));
  const found = await Promise.all(calls.map(({ algorithm, key, data }) => hash(algorithm, data, { key })));
  expect(found).toEqual(calls.map(({ algorithm, key, bytes }) => expected(algorithm, key, bytes)));
});

test('one that is aborted leaves the one beside it alone', async () => {
  const calls = Array.from({ length: CALLS }, (_, index) => call(index));
  const controller = new AbortController();
  const options = (key, index) => ({ key, signal: index % 2 === 0 ? controller.signal : undefined });
  const results = Promise.allSettled(
    calls.map(({ algorithm, key, data }, index) => hash(algorithm, data, options(key, index))),
  );
  setImmediate(() => controller.abort());
  for (const [index, outcome] of (await results).entries()) {
    const { algorithm, key, bytes } = calls[index];
    if (outcome.status === 'fulfilled') expect(outcome.value).toBe(expected(algorithm, key, bytes));
    else expect({ index: index % 2, code: outcome.reason.code }).toEqual({ index: 0, code: 'ABORT_ERR' });
  }
});
