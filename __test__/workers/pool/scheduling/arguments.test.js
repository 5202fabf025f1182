'use strict';

const { once } = require('node:events');
const { ISOLATIONS, destroyPools, failure, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

/** A value with code that runs while it is sent. */
const withGetter = (get) => ({
  get part() {
    return get();
  },
});

describe.each(ISOLATIONS)('arguments whose own code, %s,', (isolation) => {
  test.each([
    ['aborts the call', () => 1],
    [
      'aborts the call and throws',
      () => {
        throw new Error('thrown by a getter');
      },
    ],
  ])('%s leave nothing running', async (_, then) => {
    const pool = makePool(isolation);
    expect(await pool.run('add', [1, 2])).toBe(3);
    const controller = new AbortController();
    const value = withGetter(() => {
      controller.abort(new Error('enough'));
      return then();
    });
    const error = await failure(pool.run('same', [value], { signal: controller.signal }));
    expect(error).toMatchObject({ name: 'AbortError', cause: { message: 'enough' } });
    const { tasks } = pool.stats;
    expect(tasks).toMatchObject({ queued: 0, running: 0, cancelled: 1, failed: 0 });
    expect(await pool.run('add', [2, 3])).toBe(5);
    await pool.close();
  });

  test('cannot be sent do not keep a worker that is idle', async () => {
    const pool = makePool(isolation, { idleTimeout: 300 });
    expect(await pool.run('add', [1, 2])).toBe(3);
    const exit = once(pool, 'workerExit');
    expect(await failure(pool.run('same', [() => {}]))).toMatchObject({ code: 'ERR_TASK_NOT_SERIALIZABLE' });
    await exit;
    expect(pool.stats.workers.total).toBe(0);
  });
});
