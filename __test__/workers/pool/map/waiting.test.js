'use strict';

const { until } = require('../../../helpers/until.js');
const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

const FILE = fixture('map-tasks.js');

function* endless() {
  for (let index = 0; ; index += 1) yield index;
}

describe.each(ISOLATIONS)('a pool under a map that waits for others, %s,', (isolation) => {
  const pool = () => makePool(isolation, { maxWorkers: 2 }, FILE);

  /** A source that gives an item and then never answers, and counts what is called. */
  const silent = () => {
    const called = { next: 0, return: 0 };
    const next = () => {
      called.next += 1;
      return called.next === 1 ? Promise.resolve({ value: 1, done: false }) : new Promise(() => {});
    };
    const end = () => {
      called.return += 1;
      return new Promise(() => {});
    };
    return { called, items: { [Symbol.asyncIterator]: () => ({ next, return: end }) } };
  };

  const ENDS = /** @type {const} */ ([
    ['closed with a timeout', (workers) => workers.close({ timeout: 20 })],
    ['closed without what waits', (workers) => workers.close({ pending: 'cancel' })],
    ['destroyed', (workers) => workers.destroy()],
    ['destroyed while it closes', (workers) => Promise.all([workers.close(), workers.destroy()])],
  ]);

  test.each(ENDS)('%s, does not wait for a source that never answers', async (_, end) => {
    const workers = pool();
    const sources = [silent(), silent(), silent()];
    const whole = failure(workers.map('same', sources[0].items));
    const settled = failure(workers.map('same', sources[1].items, { onError: 'settle' }));
    const results = workers.mapStream('same', sources[2].items);
    expect(await results.next()).toEqual({ value: 1, done: false });
    const next = failure(results.next());
    await until(() => sources.every(({ called }) => called.next === 2) && workers.stats.tasks.running === 0);
    await end(workers);
    for (const error of await Promise.all([whole, settled, next]))
      expect(error).toMatchObject({ code: 'ERR_POOL_CLOSED', stack: expect.stringContaining(__filename) });
    expect(sources.map(({ called }) => called.return)).toEqual([1, 1, 1]);
    expect(await results.next()).toEqual({ value: undefined, done: true });
  });

  test.each(ENDS)('%s, does not wait for a reader that has left off', async (_, end) => {
    const workers = pool();
    const results = workers.mapStream('same', endless(), { chunk: 1 });
    await results.next();
    await until(() => workers.stats.tasks.running + workers.stats.tasks.queued === 0);
    await end(workers);
    expect(await failure(results.next())).toMatchObject({ code: 'ERR_POOL_CLOSED' });
  });

  test('keeps the results of one that needs it no more', async () => {
    const workers = pool();
    const results = workers.mapStream('same', [1, 2, 3], { chunk: 1 });
    const read = [(await results.next()).value];
    await until(() => workers.stats.tasks.running + workers.stats.tasks.queued === 0);
    await workers.close({ timeout: 0 });
    for await (const value of results) read.push(value);
    expect(read).toEqual([1, 2, 3]);
  });

  test('refuses a map without asking its source', async () => {
    const workers = pool();
    await workers.close();
    const { called, items } = silent();
    expect(await failure(workers.map('same', items))).toMatchObject({ code: 'ERR_POOL_CLOSED' });
    expect(await failure(workers.mapStream('same', items).next())).toMatchObject({ code: 'ERR_POOL_CLOSED' });
    expect(called.next).toBe(0);
  });

  test('its reader can leave while the source never answers', async () => {
    const workers = pool();
    const { called, items } = silent();
    const results = workers.mapStream('same', items);
    await results.next();
    const next = results.next();
    expect(await results.return()).toEqual({ value: undefined, done: true });
    expect(await next).toEqual({ value: undefined, done: true });
    expect(called.return).toBe(1);
    await workers.close({ timeout: Infinity });
  });
});
