'use strict';

const { ISOLATIONS, destroyPools } = require('../../helpers/pools.js');
const { warm } = require('../../helpers/warm-pools.js');

afterEach(destroyPools);

/**
 * What code of the arguments of a task does to the pool, and the codes that its calls may end with.
 * @type {Record<string, { act: (pool: any, abort: () => Promise<any>[]) => Promise<any>[], codes: string[] }>}
 */
const ACTS = {
  'runs a task that comes before': { act: (pool) => [pool.run('add', [1, 2], { priority: 5 })], codes: [] },
  'runs a task that comes after': { act: (pool) => [pool.run('add', [1, 2])], codes: [] },
  'runs a task that cannot be sent': {
    act: (pool) => [pool.run('same', [() => {}])],
    codes: ['ERR_TASK_NOT_SERIALIZABLE'],
  },
  'aborts the tasks before it': { act: (_, abort) => abort(), codes: ['ABORT_ERR'] },
  'replaces the workers': { act: (pool) => [pool.recycle()], codes: [] },
  'closes the pool': { act: (pool) => [pool.close()], codes: ['ERR_POOL_CLOSED'] },
  'destroys the pool': { act: (pool) => [pool.destroy()], codes: ['ERR_POOL_CLOSED'] },
};

/** What a call ended with: what is seen of its value, or its code. */
const settled = (call, see = (_) => 'done') => call.then(see, ({ code }) => code);

describe.each(ISOLATIONS)('code of the arguments, %s, that', (isolation) => {
  test.each(Object.entries(ACTS))(
    '%s leaves no call unsettled',
    async (_, { act, codes }) => {
      const pool = await warm(isolation);
      const controller = new AbortController();
      const { signal } = controller;
      const calls = [];
      const later = [];
      const abort = () => {
        controller.abort();
        return [];
      };
      for (let index = 0; index < 40; index += 1) {
        const value = {
          get part() {
            if (index % 10 === 5) later.push(...act(pool, abort).map((call) => settled(call)));
            return index;
          },
        };
        const call = pool.run('same', [value], index % 4 === 0 ? { signal } : {});
        calls.push(settled(call, ({ part }) => part));
      }
      const outcomes = await Promise.all(calls);
      outcomes.forEach((outcome, index) => expect([index, ...codes]).toContain(outcome));
      for (const end of later) expect(['done', ...codes]).toContain(await end);
      expect(pool.stats.tasks).toMatchObject({ queued: 0, running: 0 });
    },
    20_000,
  );
});
