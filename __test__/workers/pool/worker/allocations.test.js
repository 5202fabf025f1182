'use strict';

const { WorkerCrashError } = require('../../../..');
const { describeLinux } = require('../../../process/helpers/children.js');
const { AT_ONCE } = require('../../fixtures/allocations.js');
const { destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

const FILE = fixture('allocations.js');
const limited = (options) => makePool('process', { limits: { memoryMb: 128 }, ...options }, FILE);

describeLinux('one allocation far above limits.memoryMb', () => {
  test.each(Object.keys(AT_ONCE))('ends as many small ones do: %s', async (how) => {
    const pool = limited();
    const error = await failure(pool.run('allocate', [how]));
    expect(error).toBeInstanceOf(WorkerCrashError);
    expect(error).toMatchObject({
      code: 'ERR_WORKER_MEMORY_LIMIT',
      reason: 'memory',
      oom: true,
      task: 'allocate',
    });
    expect(await pool.run('little')).toBe(1e6);
  });

  test.each([
    ...Object.keys(AT_ONCE).map((how) => ['setup', how]),
    ...['buffer', 'array buffer', 'shared memory'].map((how) => ['load', how]),
  ])('is the cause where a worker does not start: %s, %s', async (moment, how) => {
    const options = { workerData: `${moment}: ${how}`, restartDelay: [1, 2], startTimeout: 60_000 };
    const pool = limited(options);
    const reasons = [];
    pool.on('workerExit', ({ reason }) => reasons.push(reason));
    const error = await failure(pool.run('little'));
    expect(error).toMatchObject({
      code: 'ERR_WORKER_START',
      cause: { name: 'WorkerCrashError', code: 'ERR_WORKER_MEMORY_LIMIT', reason: 'memory', oom: true },
    });
    expect(reasons).toEqual(['memory', 'memory', 'memory']);
  });

  test('in a setup that catches the error leaves a worker that works', async () => {
    const pool = limited({ workerData: 'setup, caught' });
    expect(await pool.run('little')).toBe(1e6);
    expect(pool.stats.restarts).toBe(0);
  });

  test('ends neither the task nor the worker where the task catches the error', async () => {
    const pool = limited();
    expect(await pool.run('caught')).toBe('caught');
    expect(pool.stats.restarts).toBe(0);
  });

  test('is an error of the task without a limit', async () => {
    const error = await failure(makePool('process', {}, FILE).run('allocate', ['far too large']));
    expect(error).toBeInstanceOf(TypeError);
    const pool = makePool('process', { limits: {} }, FILE);
    expect(await pool.run('little')).toBe(1e6);
  });
});
