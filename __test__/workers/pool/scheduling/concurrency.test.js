'use strict';

const { until } = require('../../../helpers/until.js');
const { ISOLATIONS, destroyPools, failure, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

const soon = (ms = 50) => AbortSignal.timeout(ms);

describe.each(ISOLATIONS)('several tasks of a worker, %s', (isolation) => {
  test('several tasks share a worker when concurrency says so', async () => {
    const pool = makePool(isolation, { concurrency: 4 });
    await pool.ready();
    const tasks = Array.from({ length: 6 }, () => pool.run('sleep', [100]));
    expect(pool.stats.tasks).toMatchObject({ running: 4, queued: 2 });
    await Promise.all(tasks);
    expect(pool.stats.workers.total).toBe(1);
  });

  test('ends one of several tasks of a worker without harm to the others', async () => {
    const pool = makePool(isolation, { concurrency: 3, gracePeriod: 60_000 });
    await pool.ready();
    const beside = pool.run('sleep', [400, 'unharmed']);
    const ended = failure(pool.run('never', [], { signal: soon() }));
    expect((await ended).code).toBe('ABORT_ERR');
    expect(await beside).toBe('unharmed');
    await until(() => pool.stats.workers.total === 0);
  });

  test('ends the worker of a task that, cancelled, lets no other go on', async () => {
    const pool = makePool(isolation, { concurrency: 2, gracePeriod: 100 });
    await pool.ready();
    const beside = failure(pool.run('sleep', [10, 'late']));
    const ended = failure(pool.run('spin', [], { timeout: 50 }));
    expect((await ended).code).toBe('ERR_TASK_TIMEOUT');
    expect(await beside).toMatchObject({ code: 'ERR_WORKER_CRASHED', reason: 'unresponsive' });
    expect(await pool.run('add', [1, 2])).toBe(3);
  });

  test('drops what an ended task still says', async () => {
    const pool = makePool(isolation, { concurrency: 2 });
    const controller = new AbortController();
    const messages = [];
    const onMessage = (value) => {
      messages.push(value);
      controller.abort();
    };
    const error = await failure(pool.run('cooperate', [20], { signal: controller.signal, onMessage }));
    expect(error.code).toBe('ABORT_ERR');
    expect(await pool.run('sleep', [100, 'after'])).toBe('after');
    expect(messages).toEqual(['looks']);
  });
});
