'use strict';

const { setImmediate } = require('node:timers/promises');
const { ISOLATIONS, destroyPools, failure } = require('../../helpers/pools.js');
const { warm } = require('../../helpers/warm-pools.js');

afterEach(destroyPools);

describe.each(ISOLATIONS)('tasks that were given ahead, behind another, %s', (isolation) => {
  test('one that was begun behind a cancelled one is not ended with it', async () => {
    const pool = await warm(isolation, { gracePeriod: 50 });
    const controller = new AbortController();
    const cancelled = failure(pool.run('busy', [5], { signal: controller.signal }));
    const behind = pool.run('busy', [400]);
    await setImmediate();
    // This thread hears nothing while the worker ends the first and begins the second.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    controller.abort();
    expect((await cancelled).code).toBe('ABORT_ERR');
    expect(await behind).toBe('done');
  });

  test('one that was not begun when its worker ended, after the result of the task before, is not blamed', async () => {
    const pool = await warm(isolation);
    const before = pool.run('exitBehind', [3]).catch(() => {});
    const behind = pool.run('add', [1, 2]);
    await before;
    expect(await behind).toBe(3);
  });

  test('one waits for no worker that was to be replaced too late', async () => {
    const pool = await warm(isolation);
    for (let microtasks = 7; microtasks >= 0; microtasks -= 1) {
      const before = pool.run('leaveAfter', [microtasks]);
      expect(await Promise.all([before, pool.run('add', [1, 2])])).toEqual([undefined, 3]);
    }
  });

  test('what one enters in an AsyncLocalStorage is not there for those behind it', async () => {
    const pool = await warm(isolation);
    const before = await Promise.all(Array.from({ length: 20 }, (_, value) => pool.run('enter', [value])));
    expect(before).toEqual(new Array(20).fill(undefined));
  });
});
