'use strict';

const { ISOLATIONS, destroyPools, failure } = require('../../helpers/pools.js');
const { many, warm } = require('../../helpers/warm-pools.js');

afterEach(destroyPools);

describe.each(ISOLATIONS)('tasks given ahead, %s', (isolation) => {
  test('they wait, as far as the pool says', async () => {
    const pool = await warm(isolation, { maxQueue: 200 });
    const long = pool.run('busy', [100]);
    const others = many(pool, 200);
    expect(pool.stats.tasks).toMatchObject({ running: 1, queued: 200 });
    expect(await failure(pool.run('add', [1, 2]))).toMatchObject({ code: 'ERR_QUEUE_FULL' });
    expect(await long).toBe('done');
    expect((await Promise.all(others)).at(-1)).toBe(200);
    expect(pool.stats.tasks).toMatchObject({ running: 0, queued: 0, completed: 201 });
  });

  test('one that is cancelled never runs, and its worker goes on', async () => {
    const pool = await warm(isolation);
    const controller = new AbortController();
    const { signal } = controller;
    const long = pool.run('busy', [100]);
    const cancelled = failure(pool.run('exit', [1], { signal }));
    const other = pool.run('add', [1, 2]);
    controller.abort();
    expect((await cancelled).code).toBe('ABORT_ERR');
    expect(await Promise.all([long, other])).toEqual(['done', 3]);
    expect(pool.stats).toMatchObject({ restarts: 0, tasks: { cancelled: 1, completed: 2 } });
  });

  test('when the one before them is cancelled they run elsewhere', async () => {
    const pool = await warm(isolation);
    const controller = new AbortController();
    const before = failure(pool.run('spin', [], { signal: controller.signal }));
    const others = many(pool, 5);
    controller.abort();
    expect((await before).code).toBe('ABORT_ERR');
    expect(await Promise.all(others)).toEqual([1, 2, 3, 4, 5]);
  });

  test('when their worker crashes they have not been tried', async () => {
    const pool = await warm(isolation, { retries: 0 });
    const crash = failure(pool.run('exit', [5]));
    const others = Array.from({ length: 5 }, () => pool.run('about'));
    expect(await crash).toMatchObject({ exitCode: 5, attempts: 1 });
    expect((await Promise.all(others)).map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1, 1]);
    expect(pool.stats.tasks).toMatchObject({ crashed: 1, completed: 5, retried: 0 });
  });

  test('one of a higher priority comes before them', async () => {
    const pool = await warm(isolation);
    const order = [];
    const tasks = [pool.run('busy', [30])];
    for (const [index, priority] of [0, 0, 2, 1, -1, 2].entries())
      tasks.push(pool.run('add', [1, 1], { priority }).then(() => order.push(index)));
    await Promise.all(tasks);
    expect(order).toEqual([2, 5, 3, 0, 1, 4]);
  });

  test('none waits for a long task where another worker is free', async () => {
    const pool = await warm(isolation, { maxWorkers: 2 });
    let isOver = false;
    const long = failure(pool.run('sleep', [60_000])).finally(() => {
      isOver = true;
    });
    for (let round = 0; round < 5; round += 1) await Promise.all(many(pool, 50));
    expect(isOver).toBe(false);
    await pool.destroy();
    await long;
  });

  test('the time that they may run begins when they do', async () => {
    const pool = await warm(isolation);
    const long = pool.run('busy', [400]);
    const others = many(pool, 3, { timeout: 300 });
    expect(await Promise.all([long, ...others])).toEqual(['done', 1, 2, 3]);
  });

  test('the time that they may wait goes on', async () => {
    const pool = await warm(isolation);
    const long = pool.run('busy', [500]);
    const error = await failure(pool.run('exit', [1], { queueTimeout: 50 }));
    expect(error).toMatchObject({ code: 'ERR_TASK_TIMEOUT', phase: 'queue' });
    expect(await long).toBe('done');
    expect(pool.stats.restarts).toBe(0);
  });

  test('a worker that is to be replaced begins none of them', async () => {
    const pool = await warm(isolation);
    const [first, ...others] = await Promise.all([
      pool.run('leave'),
      ...Array.from({ length: 5 }, () => pool.run('where')),
    ]);
    expect(others).not.toContain(first);
    const replaced = pool.run('busy', [50]);
    const later = Promise.all(Array.from({ length: 5 }, () => pool.run('where')));
    const recycled = pool.recycle();
    expect(await replaced).toBe('done');
    expect(await later).not.toContain(others[0]);
    await recycled;
  });

  test('a pool that closes without those that wait runs none of them', async () => {
    const pool = await warm(isolation);
    const long = pool.run('busy', [50]);
    const others = Array.from({ length: 5 }, () => failure(pool.run('exit', [1])));
    const closed = pool.close({ pending: 'cancel' });
    expect((await Promise.all(others)).map(({ code }) => code)).toEqual(new Array(5).fill('ERR_POOL_CLOSED'));
    expect(await long).toBe('done');
    await closed;
  });

  test('one whose arguments cannot be sent fails alone', async () => {
    const pool = await warm(isolation);
    const long = pool.run('busy', [30]);
    const results = [[1, 2], [() => 1], [{ deep: () => 1 }], [2, 3]].map((args) =>
      pool.run('add', args).catch(({ code, path }) => [code, path]),
    );
    expect(await Promise.all(results)).toEqual([
      3,
      ['ERR_TASK_NOT_SERIALIZABLE', 'args[0]'],
      ['ERR_TASK_NOT_SERIALIZABLE', 'args[0].deep'],
      5,
    ]);
    expect(await long).toBe('done');
  });
});
