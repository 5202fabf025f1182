'use strict';

const { ISOLATIONS, destroyPools, failure, makePool } = require('../helpers/pools.js');

afterEach(destroyPools);

describe.each(ISOLATIONS)('retries, %s', (isolation) => {
  test('there are none unless they are asked for', async () => {
    const pool = makePool(isolation);
    expect(await failure(pool.run('crashUntil', [2]))).toMatchObject({
      code: 'ERR_WORKER_EXITED',
      attempts: 1,
    });
    expect(pool.stats.tasks).toMatchObject({ crashed: 1, retried: 0 });
  });

  test('a task whose worker crashed runs again, as often as allowed, and knows it', async () => {
    const pool = makePool(isolation);
    expect(await pool.run('crashUntil', [3], { retries: 2 })).toBe(3);
    expect(pool.stats.tasks).toMatchObject({ completed: 1, crashed: 0, retried: 2 });
    expect(pool.stats.restarts).toBe(2);
    const error = await failure(pool.run('crashUntil', [9], { retries: 2 }));
    expect(error).toMatchObject({ code: 'ERR_WORKER_EXITED', attempts: 3 });
  });

  test('a task that throws, or runs for too long, does not run again', async () => {
    const pool = makePool(isolation, { retries: 5 });
    expect(await failure(pool.run('fail'))).toMatchObject({ code: 'E_CUSTOM' });
    expect(await failure(pool.run('never', [], { timeout: 50 }))).toMatchObject({ phase: 'run' });
    expect(pool.stats.tasks.retried).toBe(0);
  });

  test('a task keeps its place before those called later', async () => {
    const pool = makePool(isolation);
    const order = [];
    const note = (value) => order.push(value);
    await Promise.all([
      pool.run('crashUntil', [2], { retries: 1 }).then(() => note('first')),
      pool.run('add', [1, 2]).then(() => note('second')),
    ]);
    expect(order).toEqual(['first', 'second']);
  });

  test('an abort between two attempts ends the task', async () => {
    const pool = makePool(isolation);
    const controller = new AbortController();
    pool.once('workerExit', () => controller.abort());
    const error = await failure(pool.run('crashUntil', [99], { retries: 50, signal: controller.signal }));
    expect(error.code).toBe('ABORT_ERR');
  });
});
