'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');
const { wrong } = require('../../../helpers/values.js');

afterEach(destroyPools);

const makeTenantPool = (options) => makePool('process', options, fixture('tenant-tasks.js'));

/** The processes of each tenant of tasks that ran, by `[tenant, pid]`. */
function pidsOf(runs) {
  const pids = new Map();
  for (const [tenant, pid] of runs) pids.set(tenant, (pids.get(tenant) ?? new Set()).add(pid));
  return pids;
}

describe('workers and tenants', () => {
  test.each([
    ['one worker', { maxWorkers: 1 }],
    ['several workers', { maxWorkers: 3 }],
    ['several tasks at once', { maxWorkers: 2, concurrency: 4 }],
    ['spare workers', { maxWorkers: 2, spareWorkers: 2 }],
    ['recycled workers', { maxWorkers: 2, spareWorkers: 1, recycleAfter: { tasks: 3 } }],
  ])('no worker has tasks of two tenants, with %s', async (_name, options) => {
    const pool = makeTenantPool(options);
    const tenants = [undefined, 'a', 'b', ''];
    const runs = Array.from({ length: 24 }, async (_, index) => {
      const tenant = tenants[(index * 7) % 4];
      const key = index % 3 === 0 ? 'same' : undefined;
      return [tenant, await pool.run('pid', [], { tenant, key, priority: index % 2 })];
    });
    const pids = pidsOf(await Promise.all(runs));
    const all = [...pids.values()].flatMap((set) => [...set]);
    expect(new Set(all).size).toBe(all.length);
  });

  test('a worker serves its tenant again', async () => {
    const pool = makeTenantPool();
    const first = await pool.run('add', [1], { tenant: 'a' });
    expect(first).toBe(1);
    expect(await pool.run('add', [1], { tenant: 'a' })).toBe(2);
    expect(await pool.run('add', [1], { tenant: 'b' })).toBe(1);
    expect(await pool.run('add', [1])).toBe(1);
  });

  test('null is a tenant for each task', async () => {
    const pool = makeTenantPool({ maxWorkers: 2, concurrency: 4 });
    const runs = Array.from({ length: 6 }, () => pool.run('pid', [], { tenant: null, key: 'same' }));
    expect(new Set(await Promise.all(runs)).size).toBe(6);
    const named = await pool.run('pid', [], { tenant: 'a' });
    expect(await Promise.all(runs)).not.toContain(named);
  });

  test('streams and methods have tenants', async () => {
    const pool = makeTenantPool();
    await pool.run('add', [5], { tenant: 'a' });
    expect(await pool.callWith({ tenant: 'a' }).add(1)).toBe(6);
    expect(await pool.callWith({ tenant: 'b' }).add(1)).toBe(1);
    const items = [];
    for await (const item of pool.stream('totals', [], { tenant: 'c' })) items.push(item);
    for await (const item of pool.stream('totals', [], { tenant: 'b' })) items.push(item);
    expect(items).toEqual([0, 0]);
  });

  test('a task that runs again after a crash does so in a worker of its tenant', async () => {
    const pool = makeTenantPool({ spareWorkers: 1 });
    const ran = pool.run('exitOnce', [], { tenant: 'a', retries: 1 });
    const others = Array.from({ length: 3 }, () => pool.run('pid', [], { tenant: 'b' }));
    const { pid, attempt } = await ran;
    expect(attempt).toBe(2);
    expect(await Promise.all(others)).not.toContain(pid);
  });

  test('tasks of one tenant without end do not keep out another', async () => {
    const pool = makeTenantPool({ maxWorkers: 1 });
    let isOver = false;
    let ran = 0;
    const busy = Array.from({ length: 3 }, async () => {
      for (; !isOver; ran += 1) await pool.run('sleep', [5], { tenant: 'a' });
    });
    await sleep(100);
    await pool.run('pid', [], { tenant: 'b' });
    isOver = true;
    await Promise.all(busy);
    expect(ran).toBeGreaterThan(0);
  });

  test('an idle worker of a tenant is stopped for another, and one that can have the task is not', async () => {
    const pool = makeTenantPool({ maxWorkers: 2 });
    const [a, b] = await Promise.all(['a', 'b'].map((tenant) => pool.run('pid', [], { tenant })));
    expect(await pool.run('pid', [], { tenant: 'a' })).toBe(a);
    expect(await pool.run('pid', [], { tenant: 'b' })).toBe(b);
    const c = await pool.run('pid', [], { tenant: 'c' });
    expect([a, b]).not.toContain(c);
  });

  test('a thread has no tenants', async () => {
    const pool = makePool('thread');
    const error = await failure(pool.run('echo', [1], { tenant: 'a' }));
    expect(error).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
    expect(await failure(makePool('process').run('echo', [1], { tenant: wrong(5) }))).toMatchObject({
      code: 'ERR_INVALID_ARG_TYPE',
    });
  });

  test('a tenant that the options of callWith inherit counts', async () => {
    const pool = makeTenantPool({ maxWorkers: 1 });
    const [one, other] = ['a', 'b'].map((tenant) => pool.callWith(Object.create({ tenant })).pid());
    expect(await one).not.toBe(await other);
  });
});
