'use strict';

const { readFile, writeFile } = require('node:fs/promises');
const { WorkerStartError } = require('../../../..');
const { useFolder } = require('../../../helpers/folder.js');
const { until } = require('../../../helpers/until.js');
const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');

// The pools first: a worker may still write to the folder.
afterEach(destroyPools);
const folder = useFolder();

describe.each(ISOLATIONS)('starting, %s', (isolation) => {
  const brokenPool = (options) => {
    const env = { ...process.env, STARTS: folder.at('starts') };
    return makePool(isolation, { env, restartDelay: [1, 10], ...options }, fixture('broken.js'));
  };
  const starts = async () => (await readFile(folder.at('starts'), 'latin1')).length;

  test('a file that does not load rejects all that wait, after three tries, with its own error', async () => {
    const pool = brokenPool();
    const errors = await Promise.all([1, 2, 3].map(() => failure(pool.run('add', [1, 2]))));
    for (const error of errors) {
      expect(error).toBeInstanceOf(WorkerStartError);
      expect(error.message).toContain('this file does not load');
      expect(error.cause).toBeInstanceOf(SyntaxError);
      expect(error.cause.code).toBe('E_BROKEN');
    }
    expect(await starts()).toBe(3);
    expect(pool.stats.workers.total).toBe(0);
    expect(pool.stats.tasks.refused).toBe(3);
  });

  test('a further task is one further try', async () => {
    const pool = brokenPool();
    await failure(pool.run('add', [1, 2]));
    await failure(pool.run('add', [1, 2]));
    expect(await starts()).toBe(4);
  });

  test('a pool that always has workers gives up as well', async () => {
    const pool = brokenPool({ minWorkers: 2, maxWorkers: 2 });
    const error = await failure(pool.ready());
    expect(error).toBeInstanceOf(WorkerStartError);
    const tries = await starts();
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    expect(await starts()).toBe(tries);
    expect(tries).toBeLessThanOrEqual(4);
  });

  test('a file that is missing rejects', async () => {
    const pool = makePool(isolation, { restartDelay: [1, 10] }, '/nowhere/tasks.js');
    const error = await failure(pool.run('add'));
    expect(error).toBeInstanceOf(WorkerStartError);
    expect(error.cause.code).toBe('ERR_MODULE_NOT_FOUND');
  });

  test('a file that is not JavaScript rejects', async () => {
    const file = folder.at('tasks.js');
    await writeFile(file, 'exports.add = (a, b => a + b;');
    const error = await failure(makePool(isolation, { restartDelay: [1, 10] }, file).run('add'));
    expect(error).toBeInstanceOf(WorkerStartError);
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });

  test('a worker that exits before it is ready rejects with its end', async () => {
    const pool = makePool(isolation, { restartDelay: [1, 10] }, fixture('exits-early.js'));
    const error = await failure(pool.run('add'));
    expect(error).toBeInstanceOf(WorkerStartError);
    expect(error.cause).toMatchObject({ code: 'ERR_WORKER_EXITED', exitCode: 5 });
  });

  test('a worker that is not ready in time rejects', async () => {
    const options = { startTimeout: 200, restartDelay: [1, 10] };
    const error = await failure(makePool(isolation, options, fixture('slow-start.js')).run('add', [1, 2]));
    expect(error).toBeInstanceOf(WorkerStartError);
    expect(error.message).toContain('200 ms');
  });

  test('workerData that cannot be sent rejects, and says where', async () => {
    const pool = makePool(isolation, { workerData: { log() {} }, restartDelay: [1, 10] });
    const error = await failure(pool.run('add', [1, 2]));
    expect(error.cause.code).toBe('ERR_TASK_NOT_SERIALIZABLE');
    expect(error.cause.message).toContain('workerData.log');
  });

  test('ready waits for minWorkers, and starts one where none is wanted', async () => {
    const pool = makePool(isolation, { minWorkers: 2, maxWorkers: 2 });
    await pool.ready();
    expect(pool.stats.workers).toMatchObject({ total: 2, idle: 2 });
    const lazy = makePool(isolation);
    await lazy.ready();
    expect(lazy.stats.workers.total).toBe(1);
  });

  test('setup and teardown run around the tasks, and close waits for them', async () => {
    const file = folder.at('hooks');
    const pool = makePool(isolation, { workerData: { file } }, fixture('hooks.js'));
    await pool.run('add', [1, 2]);
    expect(await readFile(file, 'latin1')).toBe('setup ');
    await pool.close();
    expect(await readFile(file, 'latin1')).toBe('setup teardown ');
  });

  test('a worker that crashes while it has no task is replaced if the pool always has one', async () => {
    const pool = makePool(isolation, { minWorkers: 1, restartDelay: [1, 10] });
    await pool.ready();
    const exit = new Promise((resolve) => {
      pool.once('workerExit', resolve);
    });
    await pool.run('crashSoon');
    expect(await exit).toMatchObject({ exitCode: 3 });
    await until(() => pool.stats.workers.idle === 1);
    expect(pool.stats.restarts).toBe(1);
  });
});
