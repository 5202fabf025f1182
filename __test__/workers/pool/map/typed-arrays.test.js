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

describe.each(ISOLATIONS)('memory of a typed array, %s', (isolation) => {
  test.each(['map', 'mapStream'])('%s refuses what was transferred', async (method) => {
    const pool = makePool(isolation, {}, FILE);
    const items = new Float64Array(8);
    structuredClone(items.buffer, { transfer: [items.buffer] });
    const results = (async () => {
      const made = pool[method]('double', items);
      return method === 'map' ? made : made.next();
    })();
    await expect(results).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
  });

  test.each([
    ['transferred', (/** @type {any} */ buffer) => structuredClone(buffer, { transfer: [buffer] })],
    ['made smaller', (/** @type {any} */ buffer) => buffer.resize(16)],
  ])('that is %s while it is read ends the map, rather than give fewer results', async (_, spoil) => {
    const pool = makePool(isolation, {}, FILE);
    /** @type {any} */
    const buffer = new /** @type {any} */ (ArrayBuffer)(800, { maxByteLength: 800 });
    const results = pool.mapStream('double', new Float64Array(buffer), { chunk: 1, ahead: 1 });
    expect(await results.next()).toMatchObject({ value: 0 });
    spoil(buffer);
    const rest = (async () => {
      for await (const value of results) expect(value).toBe(0);
    })();
    await expect(rest).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
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
