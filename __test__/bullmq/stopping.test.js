'use strict';

const fs = require('node:fs');
const { Redis } = require('ioredis');
const { cancelJob } = require('../../bullmq.js');
const { useFolder } = require('../helpers/folder.js');
const { isAlive } = require('../helpers/processes.js');
const { until } = require('../helpers/until.js');
const { describeWithRedis } = require('./helpers/stores.js');
const { useQueue } = require('./helpers/queues.js');

describeWithRedis('a job that is to stop', (redis) => {
  const queue = useQueue(redis);
  const folder = useFolder();
  const POOL = { maxWorkers: 1, gracePeriod: 100 };

  /** Starts a job that blocks its event loop, and gives it with the process that runs it. */
  async function spinning(options) {
    const file = folder.at('pid');
    const job = await queue.add('spins', { file }, options);
    const pid = await until(() => fs.existsSync(file) && Number(fs.readFileSync(file, 'utf8')));
    return { job, pid };
  }

  async function expectGone({ job, pid }, reason) {
    await expect(queue.finished(job)).rejects.toThrow(reason);
    await until(() => !isAlive(pid));
    await expect(queue.run('add', { a: 1, b: 2 })).resolves.toBe(3);
  }

  test('is gone after cancelJob of its worker, though its code blocks its event loop', async () => {
    const worker = await queue.start({ pool: POOL });
    const running = await spinning({ attempts: 3 });
    expect(worker.cancelJob(String(running.job.id), 'not needed')).toBe(true);
    await expectGone(running, 'The job was cancelled: not needed');
    expect((await queue.read(running.job)).attemptsMade).toBe(1);
  });

  test("is gone after cancelAllJobs of BullMQ's worker, for its first reason", async () => {
    const { worker } = await queue.start({ pool: POOL });
    const running = await spinning();
    worker.cancelAllJobs('all of them');
    worker.cancelAllJobs('again');
    await expectGone(running, 'The job was cancelled: all of them');
  });

  test('never runs where code of its options cancels it', async () => {
    const worker = await queue.start({
      args: (job) => {
        if (job.name === 'spins') worker.cancelJob(String(job.id), 'too late');
        return [job.data];
      },
      pool: POOL,
    });
    const job = await queue.add('spins', { file: folder.at('pid') });
    await expect(queue.finished(job)).rejects.toThrow('The job was cancelled: too late');
    await expect(queue.run('add', { a: 1, b: 2 })).resolves.toBe(3);
    expect(fs.existsSync(folder.at('pid'))).toBe(false);
  });

  test('is gone after cancelJob of any process that reaches the store', async () => {
    await queue.start({ pool: POOL, cancelChannel: true });
    const running = await spinning();
    await cancelJob(queue.name, String(running.job.id), redis.connection, { reason: 'from afar' });
    await expectGone(running, 'The job was cancelled: from afar');
  });

  test('is found by that among several workers, also after others were cancelled', async () => {
    for (let count = 0; count < 2; count += 1) await queue.start({ pool: POOL, cancelChannel: true });
    for (let count = 0; count < 3; count += 1) {
      const running = await spinning();
      await cancelJob(queue.name, String(running.job.id), redis.connection);
      await expectGone(running, 'The job was cancelled');
      fs.rmSync(folder.at('pid'));
    }
  });

  test('learns of it by the signal of its task, and has the grace period to end', async () => {
    const worker = await queue.start({ pool: { ...POOL, gracePeriod: 10_000 } });
    const file = folder.at('reason');
    const job = await queue.add('waits', { file });
    await until(async () => (await queue.read(job)).progress === 'listens');
    worker.cancelJob(String(job.id), 'enough');
    await expect(queue.finished(job)).rejects.toThrow('enough');
    await until(() => fs.existsSync(file) && fs.readFileSync(file, 'utf8') === 'enough\n');
  });

  test.each([
    ['a number', 300],
    ['a function of the job', () => 300],
  ])('is gone after its time, which is %s', async (_, timeout) => {
    await queue.start({ pool: POOL, timeout });
    await expectGone(await spinning(), /did not end within 300 ms \[ERR_TASK_TIMEOUT\]/);
  });

  test('is gone when its lock is lost, and fails nothing for the worker that has it then', async () => {
    const { worker } = await queue.start({ pool: POOL, lockDuration: 1000, lockRenewTime: 100 });
    const failures = [];
    worker.on('failed', (job) => failures.push(job?.id));
    const { job, pid } = await spinning();
    const client = new Redis(redis.connection);
    await client.set(`${queue.queue.toKey(String(job.id))}:lock`, 'of another worker');
    await client.quit();
    await until(() => !isAlive(pid));
    expect(await (await queue.read(job)).getState()).toBe('active');
    expect(failures).toEqual([]);
    await expect(queue.run('add', { a: 1, b: 2 })).resolves.toBe(3);
  });

  test('is not found by cancelJob once it has ended, nor where it never was', async () => {
    const worker = await queue.start();
    const job = await queue.add('nothing');
    await queue.finished(job);
    await until(() => !worker.cancelJob(String(job.id)));
    expect(worker.cancelJob('no such job')).toBe(false);
  });
});
