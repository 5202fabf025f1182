'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');
const { setImmediate: nextTurn, setTimeout: sleep } = require('node:timers/promises');
const { ISOLATIONS, destroyPools, fixture, makePool } = require('../../helpers/pools.js');
const { until } = require('../../../helpers/until.js');
const { wrong } = require('../../../helpers/values.js');

afterEach(destroyPools);

const FILE = fixture('map-tasks.js');
const numbers = (count) => Array.from({ length: count }, (_, index) => index);

async function all(stream) {
  const values = [];
  for await (const value of stream) values.push(value);
  return values;
}

describe.each(ISOLATIONS)('mapStream, %s', (isolation) => {
  const pool = (options) => makePool(isolation, { maxWorkers: 2, ...options }, FILE);

  test('results come in the order of their items', async () => {
    const items = numbers(1000);
    expect(await all(pool().mapStream('same', items))).toEqual(items);
    expect(await all(pool().mapStream('slowly', numbers(60), { args: [9], chunk: 2 }))).toEqual(numbers(60));
  });

  test('without an order a chunk does not wait for those before it', async () => {
    const values = await all(pool().mapStream('pause', [1], { args: [1] }));
    expect(values).toEqual([1]);
    const started = pool({ minWorkers: 2 });
    await started.ready();
    const slowFirst = started.mapStream('slowly', [1, 0, 0, 0], { args: [2000], chunk: 1, ordered: false });
    expect(await all(slowFirst)).toEqual([0, 0, 0, 1]);
  });

  test('a reader that is slow holds an endless source back', async () => {
    let asked = 0;
    const source = {
      returned: 0,
      [Symbol.iterator]() {
        return this;
      },
      next: () => ({ done: false, value: (asked += 1) }),
      return() {
        this.returned += 1;
        return {};
      },
    };
    const workers = pool();
    const stream = workers.mapStream('same', wrong(source), { chunk: 5, ahead: 2 });
    expect(await stream.next()).toEqual({ done: false, value: 1 });
    await until(() => workers.stats.tasks.completed === 3);
    await sleep(30);
    // One chunk is being read, and two wait.
    expect(asked).toBe(15);
    await stream.return();
    expect(source.returned).toBe(1);
  });

  test('nothing begins before the first result is asked for', async () => {
    const workers = pool();
    const stream = workers.mapStream('same', [1]);
    await nextTurn();
    expect(workers.stats.workers.total).toBe(0);
    await stream.return();
  });

  test('leaving the loop cancels what is under way, and closes the source', async () => {
    const workers = pool();
    let closed = 0;
    async function* source() {
      try {
        for (let value = 0; ; value += 1) yield value;
      } finally {
        closed += 1;
      }
    }
    for await (const value of workers.mapStream('pause', source(), { args: [1], chunk: 2 }))
      if (value === 5) break;
    expect(closed).toBe(1);
    expect(workers.stats.tasks).toMatchObject({ queued: 0, running: 0 });
    expect(await workers.run('same', [1])).toBe(1);
  });

  test('a reader of many results gives the loop its turns', async () => {
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    const stream = pool().mapStream('same', numbers(10_000), { chunk: 10_000 });
    await stream.next();
    count();
    while (!(await stream.next()).done);
    isOver = true;
    expect(turns).toBeGreaterThan(10_000 / 256 - 2);
  });

  test('source and reader are in the async context of the call', async () => {
    const storage = new AsyncLocalStorage();
    const seen = new Set();
    function* source() {
      for (const value of numbers(20)) {
        seen.add(storage.getStore());
        yield value;
      }
    }
    await storage.run('caller', () => pool().map('same', source(), { chunk: 2, ahead: 1 }));
    expect([...seen]).toEqual(['caller']);
  });
});
