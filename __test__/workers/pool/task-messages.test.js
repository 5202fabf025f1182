'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');
const { ISOLATIONS, destroyPools, failure, makePool } = require('../helpers/pools.js');

afterEach(destroyPools);

describe.each(ISOLATIONS)('messages, %s', (isolation) => {
  test('come in order, and all before the result', async () => {
    const messages = [];
    const result = await makePool(isolation).run('emit', [100], {
      onMessage: (value) => messages.push(value),
    });
    expect(result).toBe(100);
    expect(messages).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  test('are dropped without a listener', async () => {
    expect(await makePool(isolation).run('emit', [10])).toBe(10);
  });

  test('reach the task that they belong to, also after await and beside others', async () => {
    const pool = makePool(isolation, { concurrency: 8 });
    const emitted = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const messages = [];
        const id = await pool.run('deepEmit', [], { onMessage: (value) => messages.push(value) });
        return { id, messages };
      }),
    );
    for (const { id, messages } of emitted) expect(messages).toEqual([id]);
  });

  test('come in the async context of the call', async () => {
    const storage = new AsyncLocalStorage();
    const pool = makePool(isolation);
    const seen = [];
    const call = (name) =>
      storage.run(name, () => pool.run('emit', [1], { onMessage: () => seen.push(storage.getStore()) }));
    await Promise.all([call('one'), call('two')]);
    expect(seen.sort()).toEqual(['one', 'two']);
  });

  test('end their task when the callback throws', async () => {
    const pool = makePool(isolation);
    const error = new Error('cannot take it');
    const thrown = await failure(
      pool.run('emit', [1e6], {
        onMessage() {
          throw error;
        },
      }),
    );
    expect(thrown).toBe(error);
    expect(pool.stats.tasks.failed).toBe(1);
    expect(await pool.run('add', [1, 2])).toBe(3);
  });
});
