'use strict';

const crypto = require('node:crypto');
const { once } = require('node:events');
const { PassThrough, Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { setTimeout: sleep } = require('node:timers/promises');
const fc = require('fast-check');
const { createHash, hashSync } = require('../../index.js');
const { ROWS } = require('../../lib/hash/algorithms.js');
const { MIB, sample } = require('../jobs/helpers/operations.js');
const { leavesNothing } = require('../helpers/idle.js');
const { cutAt } = require('../codec/helpers/streams.js');
const { wrong } = require('../helpers/values.js');

const NAMES = /** @type {import('../../index.js').AlgorithmName[]} */ (ROWS.map(({ name }) => name));
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 10 });

test.each(NAMES)('%s is the same however the data is cut', async (name) => {
  const property = fc.asyncProperty(fc.integer({ min: 0, max: 300_000 }), cuts, async (size, at) => {
    const data = sample(size);
    const hash = createHash(name);
    await pipeline(Readable.from(cutAt(data, at)), hash);
    expect(await hash.digest()).toBe(hashSync(name, data));
  });
  await fc.assert(property, { numRuns: 15 });
});

test('several algorithms digest the same data in one pass', async () => {
  const data = sample(3 * MIB + 5);
  const hash = createHash(NAMES, 'base64');
  await pipeline(Readable.from([data]), hash);
  const expected = NAMES.map((name) => [name, hashSync(name, data, 'base64')]);
  expect(Object.entries(await hash.digest())).toEqual(expected);
  expect(hash.bytesWritten).toBe(data.length);
});

test('a key, an encoding and a length have their effect', async () => {
  const hmac = createHash('sha256', { key: 'secret', encoding: 'buffer' }).update('data');
  expect(await hmac.digest()).toEqual(crypto.createHmac('sha256', 'secret').update('data').digest());
  const long = createHash('shake128', { outputLength: 100 }).update('data');
  expect(await long.digest()).toBe(hashSync('shake128', 'data', { outputLength: 100 }));
});

test('the readable side gives the digest, as that of node:crypto', async () => {
  const ours = Readable.from(['some ', 'text']).pipe(createHash('sha512').setEncoding('hex'));
  const theirs = crypto.createHash('sha512').update('some text').digest('hex');
  expect(await ours.toArray()).toEqual([theirs]);
  const through = new PassThrough();
  await pipeline(['some text'], createHash('sha512'), through);
  expect(through.read().toString('hex')).toBe(theirs);
});

test('update can be chained and takes an encoding, and digest can be asked for more than once', async () => {
  const hash = createHash('md5')
    .update('616263', 'hex')
    .update(new Uint16Array([1, 2]))
    .update('é');
  const expected = crypto
    .createHash('md5')
    .update('abc')
    .update(new Uint16Array([1, 2]))
    .update('é');
  const digest = expected.digest('hex');
  expect(await Promise.all([hash.digest(), hash.digest()])).toEqual([digest, digest]);
  if (!hash.closed) await once(hash, 'close');
  expect(await hash.digest()).toBe(digest);
});

test('a copy has what was written before, and goes on by itself', async () => {
  const hash = createHash('sha1');
  const copies = [];
  let text = '';
  for (const part of ['one', 'two', 'three', sample(2 * MIB).toString(), 'five']) {
    hash.update(part);
    text += part;
    copies.push([hash.copy(), text]);
  }
  const again = copies[2][0].copy().update('!');
  copies[3][0].update('?');
  copies[3][1] += '?';
  for (const [copy, expected] of copies) expect(await copy.digest()).toBe(hashSync('sha1', expected));
  expect(await again.digest()).toBe(hashSync('sha1', 'onetwothree!'));
  expect(await hash.digest()).toBe(hashSync('sha1', text));
});

test('after the end it can be neither updated nor copied', async () => {
  const hash = createHash('sha256').update('a');
  const digest = hash.digest();
  for (const late of [() => hash.update('b'), () => hash.copy()])
    expect(late).toThrow(expect.objectContaining({ code: 'ERR_CRYPTO_HASH_FINALIZED' }));
  expect(await digest).toBe(hashSync('sha256', 'a'));
});

test('a hash that is destroyed at any time leaves nothing, and its digest and copies fail', async () => {
  for (const delay of [0, 1, 3, 10]) {
    const hash = createHash(['sha3-512', 'md5']).on('error', () => {});
    hash.write(sample(4 * MIB));
    const copy = hash.copy();
    const failures = Promise.allSettled([hash.digest(), copy.digest()]);
    if (delay > 0) await sleep(delay);
    hash.destroy(new Error('enough'));
    const reasons = (await failures).map(
      (outcome) => outcome.status === 'rejected' && outcome.reason.message,
    );
    expect(reasons).toEqual(['enough', 'enough']);
    await leavesNothing();
  }
});

test('a signal fails the digest with an AbortError', async () => {
  const controller = new AbortController();
  const hash = createHash('sha3-512', { signal: controller.signal });
  const failed = expect(hash.update(sample(8 * MIB)).digest()).rejects.toMatchObject({ code: 'ABORT_ERR' });
  setImmediate(() => controller.abort());
  await failed;
  await leavesNothing();
  const late = createHash('md5', { signal: AbortSignal.abort('before') });
  await expect(late.digest()).rejects.toMatchObject({ name: 'AbortError', cause: 'before' });
});

test.each([
  ['an unknown algorithm', () => createHash(wrong('md6')), 'ERR_CRYPTO_INVALID_DIGEST'],
  ['no algorithms', () => createHash([]), 'ERR_INVALID_ARG_VALUE'],
  ['an unknown encoding', () => createHash('md5', wrong('octal')), 'ERR_INVALID_ARG_VALUE'],
  ['a key that does not fit', () => createHash('blake3', { key: 'short' }), 'ERR_CRYPTO_INVALID_KEYLEN'],
])('%s throws', (_name, create, code) => {
  expect(create).toThrow(expect.objectContaining({ code }));
});
