'use strict';

const path = require('node:path');
const { setImmediate } = require('node:timers/promises');
const { TaskTimeoutError } = require('../../..');
const { useSharedFolder } = require('../../helpers/folder.js');
const { blockUntil } = require('../helpers/block.js');
const { ISOLATIONS, destroyPools, failure, makePool } = require('../helpers/pools.js');

const folder = useSharedFolder();
afterEach(destroyPools);

describe.each(ISOLATIONS)('timeouts, %s', (isolation) => {
  test('counts the time of a run from its start', async () => {
    const pool = makePool(isolation);
    await pool.ready();
    const before = pool.run('sleep', [300, 'first']);
    const timed = failure(pool.run('never', [], { timeout: 100 }));
    expect(await before).toBe('first');
    const error = await timed;
    expect(error).toBeInstanceOf(TaskTimeoutError);
    expect(error).toMatchObject({
      name: 'TimeoutError',
      code: 'ERR_TASK_TIMEOUT',
      phase: 'run',
      timeout: 100,
    });
    expect(pool.stats.tasks.timedOut).toBe(1);
  });

  test('counts the time of a wait apart, and only while it waits', async () => {
    const pool = makePool(isolation, { queueTimeout: 100 });
    await pool.ready();
    const long = pool.run('sleep', [400, 'ran']);
    const error = await failure(pool.run('add', [1, 2]));
    expect(error).toMatchObject({ code: 'ERR_TASK_TIMEOUT', phase: 'queue', timeout: 100 });
    expect(await long).toBe('ran');
  });

  test('gives a result that came in time while this thread was busy', async () => {
    const file = path.join(folder, `result-${isolation}`);
    const pool = makePool(isolation);
    await pool.ready();
    const task = pool.run('mark', [file], { timeout: 1000 });
    await setImmediate();
    blockUntil(file, 1200);
    expect(await task).toBe('done');
  });

  test('takes timeouts of the pool for every task, unless the task has its own', async () => {
    const pool = makePool(isolation, { taskTimeout: 100 });
    expect((await failure(pool.run('never'))).timeout).toBe(100);
    expect(await pool.run('sleep', [200, 'late'], { timeout: 0 })).toBe('late');
    expect(await pool.run('sleep', [200, 'late'], { timeout: Infinity })).toBe('late');
  });
});
