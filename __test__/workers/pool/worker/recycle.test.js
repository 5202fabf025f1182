'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { until } = require('../../../helpers/until.js');
const { ISOLATIONS, destroyPools, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

describe.each(ISOLATIONS)('recycling, %s', (isolation) => {
  test('recycle replaces workers, each after its tasks', async () => {
    const pool = makePool(isolation, { maxWorkers: 2, minWorkers: 2 });
    await pool.ready();
    const [busy, idle] = await Promise.all([pool.run('where'), pool.run('where')]);
    const running = pool.run('sleep', [200, 'finished']);
    await pool.recycle();
    expect(await running).toBe('finished');
    await pool.ready();
    const places = await Promise.all([pool.run('where'), pool.run('where')]);
    for (const place of places) expect([busy, idle]).not.toContain(place);
  });

  test('recycleAfter.tasks gives a worker that many tasks', async () => {
    const pool = makePool(isolation, { recycleAfter: { tasks: 2 } });
    const places = [];
    for (let i = 0; i < 4; i++) places.push(await pool.run('where'));
    expect(places[0]).toBe(places[1]);
    expect(places[2]).toBe(places[3]);
    expect(places[1]).not.toBe(places[2]);
    expect(pool.stats.restarts).toBe(0);
  });

  test('a worker goes when it has had nothing to do for idleTimeout', async () => {
    const pool = makePool(isolation, { idleTimeout: 100 });
    await pool.run('add', [1, 2]);
    await until(() => pool.stats.workers.total === 0);
    expect(await pool.run('add', [1, 2])).toBe(3);
  });

  test('minWorkers stay', async () => {
    const pool = makePool(isolation, { idleTimeout: 20, minWorkers: 1, maxWorkers: 2 });
    await Promise.all([pool.run('sleep', [100]), pool.run('sleep', [100])]);
    await until(() => pool.stats.workers.total === 1);
    await sleep(200);
    expect(pool.stats.workers.total).toBe(1);
  });

  test('idleTimeout: Infinity keeps workers', async () => {
    const pool = makePool(isolation, { idleTimeout: Infinity });
    const place = await pool.run('where');
    await sleep(100);
    expect(await pool.run('where')).toBe(place);
  });
});

test('recycleAfter.rss replaces a process that has grown', async () => {
  const pool = makePool('process', { recycleAfter: { rss: 1 } });
  const first = await pool.run('pid');
  expect(await pool.run('pid')).not.toBe(first);
});
