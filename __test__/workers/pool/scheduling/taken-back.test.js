'use strict';

const { destroyPools } = require('../../helpers/pools.js');
const { warm } = require('../../helpers/warm-pools.js');

afterEach(destroyPools);

test('whatever is cancelled and when, a task runs once at most, and once if it gives a result', async () => {
  const pool = await warm('thread', { maxWorkers: 2 });
  const COUNT = 3000;
  const runs = new Int32Array(new SharedArrayBuffer(4 * COUNT));
  const outcomes = [];
  for (let first = 0; first < COUNT; first += 100) {
    const controllers = [];
    const tasks = Array.from({ length: 100 }, (_, offset) => {
      const controller = new AbortController();
      controllers.push(controller);
      const { signal } = controller;
      const own = runs.subarray(first + offset, first + offset + 1);
      const priority = (offset * 7) % 3;
      return pool.run('addTo', [own, 1], { signal, priority }).then(
        () => 'done',
        ({ code }) => code,
      );
    });
    for (const controller of controllers.filter((_, index) => (index * 31 + first) % 11 === 0)) {
      controller.abort();
      if (first % 300 === 0) await pool.run('add', [1, 1]);
    }
    outcomes.push(...(await Promise.all(tasks)));
  }
  outcomes.forEach((outcome, index) => {
    if (outcome === 'done') expect(runs[index]).toBe(1);
    else expect([outcome, runs[index] <= 1]).toEqual(['ABORT_ERR', true]);
  });
  expect(outcomes).toContain('done');
  expect(outcomes).toContain('ABORT_ERR');
});
