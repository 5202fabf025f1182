'use strict';

const { Blob } = require('node:buffer');
const { compress, compressSync, stats } = require('../../index.js');
const { MIB } = require('../jobs/helpers/operations.js');
const { leavesNothing } = require('../helpers/idle.js');
const { mixed } = require('./helpers/samples.js');

/** Large enough to be compressed while it is copied. */
const INPUT = mixed(5 * MIB + 321);
/** @type {[import('./helpers/formats.js').Format, import('../../index.js').CompressionOptions][]} */
const ROWS = [
  ['gzip', {}],
  ['deflate', { level: 1 }],
  ['deflate-raw', {}],
  ['zstd', {}],
  ['zstd', { seekable: true }],
];

test.each(ROWS)('%s with %j is the same from every kind of data', async (format, options) => {
  const expected = compressSync(format, INPUT, options);
  const shared = Buffer.from(new SharedArrayBuffer(INPUT.length));
  INPUT.copy(shared);
  const kinds = {
    Buffer: INPUT,
    ArrayBuffer: INPUT.buffer.slice(INPUT.byteOffset, INPUT.byteOffset + INPUT.length),
    SharedArrayBuffer: shared,
    Blob: new Blob([INPUT]),
  };
  for (const [kind, data] of Object.entries(kinds))
    expect([kind, (await compress(format, data, options)).equals(expected)]).toEqual([kind, true]);
  const given = new Uint8Array(INPUT);
  expect((await compress(format, given, { ...options, transfer: true })).equals(expected)).toBe(true);
});

test('holds a few chunks of the data at a time', async () => {
  const done = compress('gzip', INPUT, { threads: 2 });
  let most = 0;
  const look = () => (most = Math.max(most, stats().queuedBytes));
  look();
  const timer = setInterval(look, 1);
  await done;
  clearInterval(timer);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(3 * MIB);
  await leavesNothing();
});

test('several at once are each their own', async () => {
  const parts = [0, 1, 2].map((start) => INPUT.subarray(start * 1000, start * 1000 + 5 * MIB));
  const packed = await Promise.all(parts.map((part) => compress('gzip', part)));
  parts.forEach((part, index) => expect(packed[index].equals(compressSync('gzip', part))).toBe(true));
});

test('data that is detached meanwhile is refused, and nothing stays', async () => {
  const given = new Uint8Array(INPUT);
  const done = compress('gzip', given);
  setTimeout(() => structuredClone(given.buffer, { transfer: [given.buffer] }), 10);
  await expect(done).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
  await leavesNothing();
});

test.each([0, 1, 20])('aborted after %i ms it stops, and nothing stays', async (delay) => {
  const controller = new AbortController();
  const done = compress('gzip', INPUT, { level: 9, signal: controller.signal });
  setTimeout(() => controller.abort('enough'), delay);
  await expect(done).rejects.toMatchObject({ code: 'ABORT_ERR', cause: 'enough' });
  await leavesNothing();
});
