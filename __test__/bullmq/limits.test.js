'use strict';

const fs = require('node:fs');
const { useFolder } = require('../helpers/folder.js');
const { describeWithRedis } = require('./helpers/stores.js');
const { useQueue } = require('./helpers/queues.js');

describeWithRedis('the pool of a queue', (redis) => {
  const queue = useQueue(redis);
  const folder = useFolder();

  test('ends a job whose Buffers are more than its memory limit, and runs the next', async () => {
    await queue.start({ pool: { maxWorkers: 1, limits: { memoryMb: 200 } } });
    const job = await queue.add('takesMemory');
    await expect(queue.finished(job)).rejects.toThrow(/\[ERR_WORKER_MEMORY_LIMIT, peakMemory \d+\]$/);
    await expect(queue.run('add', { a: 1, b: 2 })).resolves.toBe(3);
  });

  test('holds jobs in a sandbox, with their log', async () => {
    const file = folder.at('secret');
    fs.writeFileSync(file, 'secret');
    await queue.start({ log: true, pool: { maxWorkers: 1, sandbox: true } });
    await expect(queue.run('read', { path: file })).rejects.toThrow('EACCES');
    await expect(queue.run('env')).resolves.not.toContain('HOME');
    const job = await queue.add('writes');
    await queue.finished(job);
    const { logs } = await queue.queue.getJobLogs(String(job.id));
    expect(logs).toEqual(['one', 'two', 'warned', 'three']);
  });

  test('never runs jobs of two tenants in a process', async () => {
    await queue.start({ pool: { maxWorkers: 2 }, tenant: (job) => job.data.customer });
    const owners = new Map();
    for (const customer of ['a', 'b', 'a', 'c', 'b', 'a']) {
      const pid = await queue.run('pid', { customer });
      expect(owners.get(pid) ?? customer).toBe(customer);
      owners.set(pid, customer);
    }
    expect(new Set(owners.values()).size).toBe(3);
  });

  test('can be of threads, whose options may turn off what only processes have', async () => {
    const { pool } = await queue.start({
      log: true,
      pool: { isolation: 'thread', sandbox: false, bestEffort: false },
    });
    await expect(queue.run('pid')).resolves.toBe(process.pid);
    expect(pool.isolation).toBeNull();
    const job = await queue.add('writes');
    await queue.finished(job);
    expect((await queue.queue.getJobLogs(String(job.id))).count).toBe(4);
  });
});
