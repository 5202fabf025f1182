'use strict';

const { once } = require('node:events');
const { setTimeout: sleep } = require('node:timers/promises');
const { isolationSupport } = require('../../../..');
const { destroyPools, fixture, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

const makeTenantPool = (options) => makePool('process', options, fixture('tenant-tasks.js'));

describe('spare workers', () => {
  test('are started with the first task that has a tenant, and become the workers of others', async () => {
    const pool = makeTenantPool({ maxWorkers: 1, spareWorkers: 1 });
    await pool.run('pid', []);
    expect(pool.stats.workers.total).toBe(1);
    const started = once(pool, 'workerStart').then(() => once(pool, 'workerStart'));
    await pool.run('pid', [], { tenant: 'a' });
    const [{ pid: spare }] = await started;
    expect(await pool.run('pid', [], { tenant: 'b' })).toBe(spare);
  });

  test('are replaced in a pool that uses each worker once', async () => {
    const pool = makeTenantPool({ maxWorkers: 1, spareWorkers: 2, recycleAfter: { tasks: 1 } });
    const pids = [];
    for (let task = 0; task < 5; task += 1) pids.push(await pool.run('pid'));
    expect(new Set(pids).size).toBe(5);
    await pool.close();
    expect(pool.stats.workers.total).toBe(0);
  });

  test.each(['close', 'destroy'])('are not started after %s', async (end) => {
    // More than start at once.
    const pool = makeTenantPool({ maxWorkers: 1, spareWorkers: 8 });
    await pool.run('pid', [], { tenant: 'a' });
    await pool[end]();
    expect(pool.stats.workers.total).toBe(0);
  });

  test('end when no task needs them', async () => {
    const pool = makeTenantPool({ spareWorkers: 1, idleTimeout: 50 });
    await pool.run('pid', [], { tenant: 'a' });
    while (pool.stats.workers.total > 0) await sleep(10);
    expect(await pool.run('add', [1], { tenant: 'b' })).toBe(1);
  });

  test('are one by default in a sandbox', async () => {
    if (!isolationSupport().sandbox) return;
    const pool = makeTenantPool({ sandbox: true });
    await pool.run('pid', [], { tenant: 'a' });
    expect(pool.stats.workers.total).toBe(2);
    expect(() => makeTenantPool({ spareWorkers: -1 })).toThrow(
      expect.objectContaining({ code: 'ERR_OUT_OF_RANGE' }),
    );
  });
});
