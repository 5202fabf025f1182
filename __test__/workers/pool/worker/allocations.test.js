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

  test('is the task’s own matter where it catches the error', async () => {
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
