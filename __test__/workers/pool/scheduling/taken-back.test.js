'use strict';

const { ISOLATIONS, destroyPools, failure } = require('../../helpers/pools.js');
const { many, warm } = require('../../helpers/warm-pools.js');

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

test('where each is before all earlier ones, every task runs once', async () => {
  const pool = await warm('thread');
  const runs = new Int32Array(new SharedArrayBuffer(4 * 6000));
  const long = pool.run('busy', [100]);
  const tasks = Array.from(runs, (_, index) =>
    pool.run('addTo', [runs.subarray(index, index + 1), 1], { priority: index }),
  );
  await Promise.all([long, ...tasks]);
  expect(new Set(runs)).toEqual(new Set([1]));
});

test.each(ISOLATIONS)('of very many that are cancelled in one turn none runs, %s', async (isolation) => {
  const pool = await warm(isolation);
  const long = pool.run('busy', [100]);
  const controllers = Array.from({ length: 6000 }, () => new AbortController());
  const cancelled = controllers.map(({ signal }) => failure(pool.run('exit', [1], { signal })));
  for (const controller of controllers) controller.abort();
  const others = many(pool, 100);
  expect(new Set((await Promise.all(cancelled)).map(({ code }) => code))).toEqual(new Set(['ABORT_ERR']));
  expect(await long).toBe('done');
  expect((await Promise.all(others)).at(-1)).toBe(100);
  expect(pool.stats.restarts).toBe(0);
});
