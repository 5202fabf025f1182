'use strict';

const { PoolClosedError } = require('../../..');
const { until } = require('../../helpers/until.js');
const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../helpers/pools.js');
const { wrong } = require('../../helpers/values.js');

afterEach(destroyPools);

describe.each(ISOLATIONS)('closing, %s', (isolation) => {
  test('waits for the tasks there are, and takes no more', async () => {
    const pool = makePool(isolation);
    const tasks = [1, 2, 3].map((n) => pool.run('sleep', [50, n]));
    const closed = pool.close();
    const error = await failure(pool.run('add', [1, 2]));
    expect(error).toBeInstanceOf(PoolClosedError);
    expect(error.code).toBe('ERR_POOL_CLOSED');
    await closed;
    expect(await Promise.all(tasks)).toEqual([1, 2, 3]);
    expect(pool.stats.workers.total).toBe(0);
  });

  test('cancels what waits, if it is asked to', async () => {
    const pool = makePool(isolation);
    await pool.ready();
    const running = pool.run('sleep', [100, 'finished']);
    const waiting = failure(pool.run('add', [1, 2]));
    await pool.close({ pending: 'cancel' });
    expect(await running).toBe('finished');
    expect((await waiting).code).toBe('ERR_POOL_CLOSED');
  });

  test('ends everything when the time is up', async () => {
    const pool = makePool(isolation);
    const task = failure(pool.run('never'));
    await pool.close({ timeout: 200 });
    expect(await task).toBeInstanceOf(PoolClosedError);
    expect(pool.stats.workers.total).toBe(0);
  });

  test('can be called any number of times, before and after', async () => {
    const pool = makePool(isolation);
    await pool.run('add', [1, 2]);
    await Promise.all([pool.close(), pool.close(), pool.destroy()]);
    await pool.close();
    await expect(pool.ready()).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
    await expect(pool.recycle()).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
  });

  test('of a pool that never ran anything settles', async () => {
    await makePool(isolation).close();
    await makePool(isolation).destroy();
  });

  test('destroy rejects every task with its reason, and ends every worker', async () => {
    const pool = makePool(isolation, { maxWorkers: 2 });
    const tasks = ['spin', 'never', 'add', 'add'].map((name) => failure(pool.run(name)));
    const reason = new Error('shutting down');
    await pool.destroy(reason);
    for (const error of await Promise.all(tasks)) {
      expect(error).toBeInstanceOf(PoolClosedError);
      expect(error.cause).toBe(reason);
    }
    expect(pool.stats.workers.total).toBe(0);
  });

  test('destroy cuts a close short', async () => {
    const pool = makePool(isolation);
    const task = failure(pool.run('never'));
    const closed = pool.close();
    await pool.destroy();
    await closed;
    expect((await task).code).toBe('ERR_POOL_CLOSED');
  });

  test('rejects those who wait for readiness', async () => {
    const pool = makePool(isolation, {}, fixture('slow-start.js'));
    const ready = failure(pool.ready());
    await pool.destroy();
    expect((await ready).code).toBe('ERR_POOL_CLOSED');
  });

  test('is what `await using` does', async () => {
    const pool = makePool(isolation);
    const task = pool.run('sleep', [50, 'done']);
    await pool[Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]();
    expect(await task).toBe('done');
    await expect(pool.run('add')).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
  });

  test('rejects bad options, and stays open', async () => {
    const pool = makePool(isolation);
    await expect(pool.close({ timeout: -1 })).rejects.toMatchObject({ code: 'ERR_OUT_OF_RANGE' });
    await expect(pool.close(wrong({ pending: 'drop' }))).rejects.toMatchObject({
      code: 'ERR_INVALID_ARG_VALUE',
    });
    expect(await pool.run('add', [1, 2])).toBe(3);
  });

  test('ends a worker whose cancelled task ends while it tears down', async () => {
    const pool = makePool(isolation, { gracePeriod: 300 }, fixture('hanging-teardown.js'));
    await pool.ready();
    const controller = new AbortController();
    const task = failure(pool.run('endsLate', [100], { signal: controller.signal }));
    await until(() => pool.stats.workers.busy === 1);
    controller.abort();
    await task;
    await pool.close();
    expect(pool.stats.workers.total).toBe(0);
  });
});
