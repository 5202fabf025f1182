'use strict';

const { setImmediate: nextTurn } = require('node:timers/promises');
const fc = require('fast-check');
const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');
const { wrong } = require('../../../helpers/values.js');

afterEach(destroyPools);

const FILE = fixture('map-tasks.js');
const numbers = (count) => Array.from({ length: count }, (_, index) => index);

describe.each(ISOLATIONS)('map, %s', (isolation) => {
  const pool = (options) => makePool(isolation, { maxWorkers: 2, ...options }, FILE);

  test('results are in the order of their items, whatever their calls take', async () => {
    const items = numbers(200);
    expect(await pool().map('slowly', items, { args: [13], chunk: 3 })).toEqual(items);
  });

  test('it reads any iterable, asynchronous ones too', async () => {
    const workers = pool();
    async function* later() {
      for (const value of [1, 2, 3]) {
        await nextTurn();
        yield value;
      }
    }
    const sources = [
      [1, 2, 3],
      new Set([1, 2, 3]),
      new Map([[1, 2]]).keys(),
      later(),
      Uint8Array.of(1, 2, 3),
      '12',
    ];
    const results = await Promise.all(sources.map((source) => workers.map('same', source)));
    expect(results).toEqual([[1, 2, 3], [1, 2, 3], [1], [1, 2, 3], [1, 2, 3], ['1', '2']]);
    expect(await workers.map('same', [])).toEqual([]);
    expect(workers.stats.tasks.queued + workers.stats.tasks.running).toBe(0);
  });

  test('arguments come after the item, in every call', async () => {
    expect(await pool().map('plus', numbers(20), { args: [100] })).toEqual(numbers(20).map((n) => n + 100));
  });

  test('many small items are few tasks', async () => {
    const workers = pool();
    const items = numbers(20_000);
    expect(await workers.map('double', items)).toEqual(items.map((n) => n * 2));
    expect(workers.stats.tasks.completed).toBeLessThan(items.length / 20);
  });

  test('items that take longer than a chunk should are tasks by themselves', async () => {
    const workers = pool();
    await workers.map('pause', numbers(8), { args: [60] });
    expect(workers.stats.tasks.completed).toBe(8);
  });

  test('a chunk has the items that it is to have, and the last the rest', async () => {
    const sizes = await pool().map('chunkOf', numbers(10), { chunk: 4, batch: true });
    expect(sizes).toEqual([4, 4, 4, 4, 4, 4, 4, 4, 2, 2]);
  });

  test('what each call returns is moved where it asks for it', async () => {
    const results = await pool().map('moved', [1, 2], { chunk: 2 });
    expect(results).toEqual([new Uint8Array(8).fill(1), new Uint8Array(8).fill(2)]);
  });

  test('it gives what Array.map gives', async () => {
    const workers = pool();
    const value = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constant(null), fc.array(fc.boolean()));
    await fc.assert(
      fc.asyncProperty(
        fc.array(value),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 4 }),
        async (items, chunk, ahead) => {
          expect(await workers.map('same', items, { chunk, ahead })).toEqual(items);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('bad arguments reject with their names', async () => {
    const workers = pool();
    const refused = (...args) =>
      failure(wrong(workers).map(...args)).then(({ code, message }) => [code, message]);
    const type = 'ERR_INVALID_ARG_TYPE';
    expect(await refused(1, [])).toEqual([type, expect.stringContaining('"name"')]);
    for (const items of [undefined, null, 5, {}])
      expect(await refused('same', items)).toEqual([
        type,
        expect.stringContaining('"items" argument must be an iterable'),
      ]);
    expect(await refused('same', [], { args: 1 })).toEqual([type, expect.stringContaining('options.args')]);
    expect(await refused('same', [], { batch: 1 })).toEqual([type, expect.stringContaining('options.batch')]);
    for (const name of ['chunk', 'ahead'])
      expect(await refused('same', [], { [name]: 0 })).toEqual([
        'ERR_OUT_OF_RANGE',
        expect.stringContaining(name),
      ]);
    expect(await refused('same', [], { onError: 'go' })).toEqual([
      'ERR_INVALID_ARG_VALUE',
      expect.stringContaining('onError'),
    ]);
    expect(() => workers.mapStream('same', wrong(5))).toThrow('"items"');
  });
});
