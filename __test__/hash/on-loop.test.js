'use strict';

const { Blob } = require('node:buffer');
const { readFileSync } = require('node:fs');
const { hash, hashMany, hashSync, stats } = require('../../index.js');
const { ROWS } = require('../../lib/hash/algorithms.js');
const { sample } = require('../jobs/helpers/operations.js');

const KIB = 1024;
/** What a turn of the loop digests. */
const SLICE = 512 * KIB;
const QUICK = /** @type {import('../../index.js').AlgorithmName[]} */ (
  ROWS.filter(({ quick }) => quick).map(({ name }) => name)
);
const SIZES = [128 * KIB + 1, 256 * KIB + 1, SLICE - 1, SLICE, SLICE + 1, 3 * SLICE, 4 * SLICE + 5];

/** How often the event loop turns until the promise settles. */
async function turnsOf(promise) {
  let turns = 0;
  const count = () => {
    turns += 1;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  try {
    await promise;
  } finally {
    clearImmediate(next);
  }
  return turns;
}

test('the checksums are quick on this processor, BLAKE3 where it has sixteen lanes, and nothing else', () => {
  expect(QUICK.filter((name) => name !== 'blake3')).toEqual(['xxh3', 'xxh64', 'xxh128', 'crc32', 'crc32c']);
});

const testOnLinux = process.platform === 'linux' && process.arch === 'x64' ? test : test.skip;

testOnLinux('BLAKE3 is quick where the kernel lists AVX-512', () => {
  const flags = /^flags\s*:.*$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[0] ?? '';
  expect(QUICK.includes('blake3')).toBe(/\bavx512f\b/.test(flags) && /\bavx512vl\b/.test(flags));
});

test('a long output is made on the pool', async () => {
  const options = { outputLength: 1 << 20 };
  const { completed } = stats();
  expect(await hash('blake3', sample(SLICE), options)).toBe(hashSync('blake3', sample(SLICE), options));
  expect(stats().completed).toBe(completed + 1);
});

describe.each(QUICK)('%s', (name) => {
  test('is the same in slices, of bytes and of text', async () => {
    for (const size of SIZES) {
      const data = sample(size);
      const text = `é😀${'x'.repeat(size)}`;
      expect(await hash(name, data)).toBe(hashSync(name, data));
      expect(await hash(name, text, 'base64')).toBe(hashSync(name, text, 'base64'));
    }
    const inputs = [...SIZES.map(sample), 'text', Buffer.alloc(0)];
    const expected = inputs.map((data) => hashSync(name, data));
    expect(await hashMany(name, inputs)).toEqual(expected);
  });

  test('does not count as a job, and lets the loop turn after every slice', async () => {
    const before = stats();
    expect(await turnsOf(hash(name, sample(8 * SLICE)))).toBeGreaterThanOrEqual(8);
    expect(await turnsOf(hash(name, sample(SLICE - 1)))).toBeGreaterThanOrEqual(1);
    expect(await turnsOf(hashMany(name, Array(8).fill(sample(SLICE))))).toBeGreaterThanOrEqual(8);
    expect(stats()).toEqual(before);
  });
});

test('an abort between two slices stops it', async () => {
  const controller = new AbortController();
  setImmediate(() => controller.abort('enough'));
  const digest = hash('crc32', sample(16 * SLICE), { signal: controller.signal });
  await expect(digest).rejects.toMatchObject({ code: 'ABORT_ERR', cause: 'enough' });
});

test('data that is detached between two slices is refused', async () => {
  const data = new Uint8Array(4 * SLICE);
  const digest = hash('xxh3', data);
  structuredClone(data.buffer, { transfer: [data.buffer] });
  await expect(digest).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
});

test('what is handed over without a copy, or read piece by piece, is still a job', async () => {
  const data = sample(3 * SLICE);
  const expected = hashSync('crc32', data);
  const own = new Uint8Array(data);
  const shared = new Uint8Array(new SharedArrayBuffer(data.length));
  shared.set(data);
  const { completed } = stats();
  expect(await hash('crc32', own, { transfer: true })).toBe(expected);
  expect(own).toHaveLength(0);
  expect(await hash('crc32', shared)).toBe(expected);
  expect(await hash('crc32', new Blob([data]))).toBe(expected);
  expect(await hashMany('crc32', [data, new Blob([data])])).toEqual([expected, expected]);
  expect(stats().completed).toBe(completed + 4);
});
