'use strict';

const { writeFileSync } = require('node:fs');
const path = require('node:path');
const { setImmediate, setTimeout: sleep } = require('node:timers/promises');
const { useSharedFolder } = require('../../../helpers/folder.js');
const { blockUntil } = require('../../helpers/block.js');
const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');
const { many, warm } = require('../../helpers/warm-pools.js');

const folder = useSharedFolder();
afterEach(destroyPools);

const littles = (pool, count) => Array.from({ length: count }, () => pool.run('little'));

describe.each(ISOLATIONS)('tasks that were given ahead, behind another, %s', (isolation) => {
  test('one that was begun behind a cancelled one is not ended with it', async () => {
    const pool = await warm(isolation, { gracePeriod: 50 });
    const controller = new AbortController();
    const [end, begun, last] = ['end', 'begun', 'last'].map((name) => path.join(folder, name + isolation));
    const cancelled = failure(pool.run('spinUntil', [end], { signal: controller.signal }));
    const behind = pool.run('spinUntil', [last, begun]);
    await setImmediate();
    // This thread hears nothing while the worker ends the first and begins the second.
    writeFileSync(end, '');
    blockUntil(begun);
    controller.abort();
    expect((await cancelled).code).toBe('ABORT_ERR');
    // For longer than the grace period.
    await sleep(200);
    writeFileSync(last, '');
    expect(await behind).toBe('done');
  });

  test('one that was not begun when its worker ended, after the result of the task before, runs elsewhere', async () => {
    const pool = await warm(isolation);
    const before = pool.run('exitBehind', [3]).catch(() => {});
    const behind = pool.run('add', [1, 2]);
    await before;
    expect(await behind).toBe(3);
    expect(pool.stats).toMatchObject({ waitTime: { count: 2 }, runTime: { count: 2 } });
  });

  test('one runs elsewhere when its worker asks to be replaced at the last moment', async () => {
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

describe('tasks that were given ahead to a process', () => {
  test('one whose memory is detached while it is sent fails alone', async () => {
    const pool = await warm('process');
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(many(pool, 300));
      const numbers = new Uint8Array(2 ** 23);
      const before = pool.run('sleep', [1, 'before']);
      const lost = failure(pool.run('sum', [numbers]));
      const behind = pool.run('add', [1, 2]);
      await setImmediate();
      structuredClone(numbers, { transfer: [numbers.buffer] });
      expect((await lost).code).toBe('ERR_TASK_NOT_SERIALIZABLE');
      expect(await Promise.all([before, behind])).toEqual(['before', 3]);
    }
    expect(pool.stats.tasks).toMatchObject({ failed: 20, running: 0, queued: 0 });
  });

  test('where memory is limited none are, so that none ends with the worker of one that needs too much', async () => {
    const pool = makePool('process', { limits: { memoryMb: 300 } }, fixture('allocations.js'));
    for (let round = 0; round < 10; round += 1) await Promise.all(littles(pool, 50));
    const large = failure(pool.run('allocate', ['array buffer']));
    const behind = littles(pool, 5);
    await setImmediate();
    // The worker may run all of them before this thread hears of it.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 40);
    expect((await large).code).toBe('ERR_WORKER_MEMORY_LIMIT');
    expect(await Promise.all(behind)).toEqual(new Array(5).fill(1e6));
  });
});
