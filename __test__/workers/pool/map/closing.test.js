'use strict';

const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

const FILE = fixture('map-tasks.js');
const numbers = (count) => Array.from({ length: count }, (_, index) => index);

/** Numbers without an end, and a promise that settles when the first few were taken. */
function endless() {
  let begun;
  const beginning = new Promise((resolve) => {
    begun = resolve;
  });
  function* count() {
    for (let index = 0; ; index += 1) {
      if (index === 20) begun();
      yield index;
    }
  }
  return { items: count(), beginning };
}

describe.each(ISOLATIONS)('a pool that is closed under a map, %s,', (isolation) => {
  const pool = () => makePool(isolation, { maxWorkers: 2 }, FILE);

  test('runs it to its end, and accepts no other', async () => {
    const workers = pool();
    const whole = workers.map('double', numbers(100), { chunk: 1 });
    const closed = workers.close();
    expect(await failure(workers.map('double', [1]))).toMatchObject({ code: 'ERR_POOL_CLOSED' });
    expect(await whole).toEqual(numbers(100).map((value) => value * 2));
    await closed;
  });

  test('waits for its reader', async () => {
    const workers = pool();
    const results = [];
    let closed;
    for await (const value of workers.mapStream('same', numbers(50), { chunk: 1 })) {
      closed ??= workers.close();
      results.push(value);
    }
    expect(results).toEqual(numbers(50));
    await closed;
  });

  test('is closed as soon as a reader leaves', async () => {
    const workers = pool();
    let closed;
    for await (const value of workers.mapStream('same', endless().items)) {
      closed ??= workers.close({ timeout: Infinity });
      if (value === 30) break;
    }
    await closed;
  });

  test.each([
    ['the time is up', (workers) => workers.close({ timeout: 20 })],
    ['what waits is cancelled', (workers) => workers.close({ pending: 'cancel' })],
    ['it is destroyed', (workers) => workers.destroy()],
  ])('ends it where %s', async (_, close) => {
    const workers = pool();
    const { items, beginning } = endless();
    const whole = failure(workers.map('same', items, { chunk: 1 }));
    await beginning;
    await close(workers);
    expect(await whole).toMatchObject({ code: 'ERR_POOL_CLOSED' });
  });
});
