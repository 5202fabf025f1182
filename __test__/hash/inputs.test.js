'use strict';

const { Blob, File } = require('node:buffer');
const { hash, hashMany, hashSync } = require('../../index.js');
const { SHARED, bytes, nodeDigest, nodeHmac } = require('./helpers/shared-digests.js');
const { HASH_FUNCTIONS } = require('./helpers/hash-functions.js');

/** Multiples of 8, so that there is a Float64Array of them: digested at once, by a thread, and copied in slices. */
const SIZES = [0, 8, 1000, 304_000, 2_500_000];

/** The bytes in an ArrayBuffer or SharedArrayBuffer of their own, after as many others as `offset` says. */
function within(Memory, data, offset = 0) {
  const memory = new Memory(offset + data.length + offset);
  const view = new Uint8Array(memory).fill(0xff);
  view.set(data, offset);
  return memory;
}

/**
 * The kinds of data that every way takes.
 * @type {[string, (data: Buffer) => any][]}
 */
const KINDS = [
  ['Buffer', (data) => Buffer.from(data)],
  [
    'Uint8Array within a larger ArrayBuffer',
    (data) => new Uint8Array(within(ArrayBuffer, data, 3), 3, data.length),
  ],
  ['Uint8ClampedArray', (data) => new Uint8ClampedArray(within(ArrayBuffer, data))],
  ['Int16Array', (data) => new Int16Array(within(ArrayBuffer, data, 2), 2, data.length / 2)],
  ['Float64Array', (data) => new Float64Array(within(ArrayBuffer, data, 8), 8, data.length / 8)],
  ['BigUint64Array', (data) => new BigUint64Array(within(ArrayBuffer, data))],
  ['DataView', (data) => new DataView(within(ArrayBuffer, data, 5), 5, data.length)],
  ['ArrayBuffer', (data) => within(ArrayBuffer, data)],
  ['SharedArrayBuffer', (data) => within(SharedArrayBuffer, data)],
  [
    'Uint8Array within a SharedArrayBuffer',
    (data) => new Uint8Array(within(SharedArrayBuffer, data, 7), 7, data.length),
  ],
];

describe.each(KINDS)('%s', (_kind, make) => {
  test.each(HASH_FUNCTIONS)(
    'is digested as its bytes are by node:crypto, through %s',
    async (_way, digests) => {
      for (const shared of SHARED) {
        const data = SIZES.slice(0, shared.algorithm === 'sha256' ? 5 : 4).map(bytes);
        const vectors = data.map((content) => ({ message: make(content) }));
        expect(await digests(shared.algorithm, vectors)).toEqual(
          data.map((content) => nodeDigest(shared, content)),
        );
      }
    },
  );
});

/** @type {[string, (data: Buffer) => any][]} */
const BLOBS = [
  ['Blob', (data) => new Blob([data])],
  ['Blob of several parts', (data) => new Blob([data.subarray(0, 5), new Blob([data.subarray(5)])])],
  ['slice of a Blob', (data) => new Blob(['before', data, 'after']).slice(6, 6 + data.length)],
  ['File', (data) => new File([data], 'data.bin')],
];

describe.each(BLOBS)('%s', (_kind, make) => {
  test('is digested as its bytes are by node:crypto, through hash and hashMany', async () => {
    for (const shared of SHARED) {
      const data = SIZES.slice(0, shared.algorithm === 'sha256' ? 5 : 4).map(bytes);
      const expected = data.map((content) => nodeDigest(shared, content));
      expect(await Promise.all(data.map((content) => hash(shared.algorithm, make(content))))).toEqual(
        expected,
      );
      expect(await hashMany(shared.algorithm, data.map(make))).toEqual(expected);
    }
  });

  test('is refused by hashSync, which cannot wait', () => {
    expect(() => hashSync('sha256', make(bytes(8)))).toThrow(
      expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }),
    );
  });
});

test('hashMany takes inputs of different kinds in one call', async () => {
  const data = bytes(1000);
  const inputs = [...KINDS, ...BLOBS].map(([, make]) => make(data));
  const expected = inputs.map(() => nodeDigest({ algorithm: 'sha256' }, data));
  expect(await hashMany('sha256', inputs)).toEqual(expected);
});

test('hashMany takes inputs of unequal length beside one another, with a key or without', async () => {
  const data = [0, 70_000, 1, 111, 112, 300_000, 127, 128, 129, 5000, 239, 240, 20_000, 40_000].map(bytes);
  for (const shared of SHARED.filter(({ algorithm }) => /^sha(224|256|384|512)/.test(algorithm))) {
    const plain = data.map((content) => nodeDigest(shared, content));
    expect(await hashMany(shared.algorithm, data)).toEqual(plain);
    const keyed = data.map((content) => nodeHmac(shared, 'key', content));
    expect(await hashMany(shared.algorithm, data, { key: 'key' })).toEqual(keyed);
  }
});
