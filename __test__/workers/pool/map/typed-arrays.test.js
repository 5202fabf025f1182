'use strict';

const { ISOLATIONS, destroyPools, fixture, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

const FILE = fixture('map-tasks.js');
const numbers = (count) => Array.from({ length: count }, (_, index) => index);

/**
 * The classes of typed arrays.
 * @type {any[]}
 */
const CLASSES = [
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
  ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array],
];

describe.each(ISOLATIONS)('map of typed arrays, %s', (isolation) => {
  const pool = (options) => makePool(isolation, { maxWorkers: 2, ...options }, FILE);

  test.each(CLASSES)('a batch of %p gives one of the same', async (Class) => {
    const workers = pool();
    const of = (count) => Class.from(numbers(count), Class.name.startsWith('Big') ? BigInt : Number);
    const double = (array) => array.map((value) => value + value);
    for (const [count, chunk] of /** @type {[number, number | 'auto'][]} */ ([
      [0, 4],
      [1, 4],
      [3, 4],
      [4, 4],
      [5, 4],
      [300, 'auto'],
    ])) {
      const result = await workers.map('doubleAll', of(count), { batch: true, chunk });
      expect(result).toEqual(double(of(count)));
    }
  });

  test('a part of a larger buffer, and a Buffer, are cut as they are', async () => {
    const workers = pool();
    const part = new Float64Array(numbers(100)).subarray(10, 20);
    expect(await workers.map('doubleAll', part, { batch: true, chunk: 3 })).toEqual(part.map((n) => n * 2));
    expect(part.buffer.byteLength).toBe(800);
    const bytes = await workers.map('doubleAll', Buffer.from([1, 2, 3]), { batch: true, chunk: 2 });
    expect([Buffer.isBuffer(bytes), [...bytes]]).toEqual([true, [2, 4, 6]]);
  });
});

test('shared memory goes to threads as it is, and a copy of it to processes', async () => {
  const results = ISOLATIONS.map(async (isolation) => {
    const shared = new Int32Array(new SharedArrayBuffer(4 * 10));
    const pool = makePool(isolation, {}, FILE);
    const isShared = await pool.map('isShared', shared, { batch: true, chunk: 4 });
    const added = await pool.map('inPlace', shared, { batch: true, chunk: 4 });
    return [isShared[0], added[9], shared[9]];
  });
  expect(await Promise.all(results)).toEqual([
    [1, 1, 1],
    [0, 1, 0],
  ]);
});
