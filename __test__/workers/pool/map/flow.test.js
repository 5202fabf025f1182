'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');
const { wrong } = require('../../../helpers/values.js');

afterEach(destroyPools);

const FILE = fixture('map-tasks.js');
const numbers = (count) => Array.from({ length: count }, (_, index) => index);

describe.each(ISOLATIONS)('how fast a map reads, %s', (isolation) => {
  const pool = (options) => makePool(isolation, { maxWorkers: 2, ...options }, FILE);

  test('the source is asked only while fewer chunks than `ahead` are under way', async () => {
    const workers = pool();
    let asked = 0;
    function* source() {
      for (;;) yield (asked += 1);
    }
    const controller = new AbortController();
    const { signal } = controller;
    const whole = failure(workers.map('never', source(), { chunk: 2, ahead: 3, signal }));
    await workers.ready();
    await sleep(50);
    expect(asked).toBe(6);
    controller.abort();
    expect((await whole).code).toBe('ABORT_ERR');
  });

  test.each([
    ['without a `next`', {}, 'ERR_INVALID_ARG_TYPE'],
    ['whose `next` gives no object', { next: () => 5 }, 'ERR_INVALID_RETURN_VALUE'],
  ])('an iterator %s is refused', async (_, iterator, code) => {
    for (const name of [Symbol.iterator, Symbol.asyncIterator]) {
      const error = await failure(pool().map('same', wrong({ [name]: () => iterator })));
      expect(error).toMatchObject({ name: 'TypeError', code });
    }
  });

  test('it never fills the queue by itself, and fails where others have', async () => {
    const workers = pool({ maxWorkers: 1, maxQueue: 1 });
    expect(await workers.map('same', numbers(50), { chunk: 1, ahead: 20 })).toEqual(numbers(50));
    const others = [workers.run('never'), workers.run('never')].map(failure);
    expect(await failure(workers.map('same', [1]))).toMatchObject({ code: 'ERR_QUEUE_FULL' });
    await workers.destroy();
    await Promise.all(others);
  });

  test('a slow source does not keep what it has given from being worked on', async () => {
    const seen = [];
    let go;
    async function* source() {
      yield 1;
      yield 2;
      await new Promise((resolve) => {
        go = resolve;
      });
      yield 3;
    }
    for await (const value of pool().mapStream('same', source(), { chunk: 100 })) {
      seen.push(value);
      if (value === 2) go();
    }
    expect(seen).toEqual([1, 2, 3]);
  });
});
