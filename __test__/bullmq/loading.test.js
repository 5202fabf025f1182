'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { setImmediate: nextTurn } = require('node:timers/promises');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { describeWithRedis } = require('./helpers/stores.js');
const { useQueue } = require('./helpers/queues.js');

describeWithRedis('the worker file', (redis) => {
  const queue = useQueue(redis);
  const folder = useFolder();
  const broken = path.join(__dirname, 'fixtures/broken.js');

  test('takes no job if it does not load', async () => {
    const job = await queue.add('add', { a: 1, b: 2 });
    const worker = queue.make({ file: broken });
    await expect(worker.ready()).rejects.toMatchObject({
      code: 'ERR_WORKER_START',
      cause: { message: 'cannot be loaded' },
    });
    expect(worker.worker.isRunning()).toBe(false);
    expect(await job.getState()).toBe('waiting');
    expect(queue.errors.map(({ message }) => message)).not.toEqual([]);
  });

  test('that does not load leaves nothing behind of each ready()', async () => {
    const jobs = queue.make({ file: broken, pool: { maxWorkers: 1, restartDelay: [1, 1] } });
    await expect(jobs.ready()).rejects.toMatchObject({ code: 'ERR_WORKER_START' });
    const before = jobs.worker.listenerCount('closing');
    for (let time = 0; time < 3; time += 1)
      await expect(jobs.ready()).rejects.toMatchObject({ code: 'ERR_WORKER_START' });
    expect(jobs.worker.listenerCount('closing')).toBe(before);
  });

  test('is loaded by another ready() once it can be', async () => {
    const file = folder.at('tasks.js');
    fs.writeFileSync(file, 'throw new Error("not yet")');
    const worker = queue.make({ file });
    await expect(worker.ready()).rejects.toMatchObject({ code: 'ERR_WORKER_START' });
    fs.writeFileSync(file, 'exports.one = () => 1');
    await worker.ready();
    await expect(queue.run('one')).resolves.toBe(1);
  });

  test('that no longer loads costs jobs no attempt, and they run when it loads again', async () => {
    const file = folder.at('tasks.js');
    fs.writeFileSync(file, 'exports.end = () => process.exit(1); exports.one = () => 1');
    const { worker } = await queue.start({ file, pool: { maxWorkers: 1, restartDelay: [10, 10] } });
    fs.writeFileSync(file, 'throw new Error("half written")');
    await expect(queue.run('end')).rejects.toThrow('ERR_WORKER_EXITED');
    const job = await queue.add('one', {}, { attempts: 1 });
    await until(() => queue.errors.some(({ code }) => code === 'ERR_WORKER_START'));
    await until(() => worker.isPaused());
    const resumed = once(worker, 'resumed');
    await worker.resume();
    expect(worker.isPaused()).toBe(true);
    fs.writeFileSync(file, 'exports.one = () => 1');
    await expect(queue.finished(job)).resolves.toBe(1);
    await resumed;
    expect((await queue.read(job)).attemptsMade).toBe(1);
  });

  test('that loads again leaves a worker paused which the program has paused meanwhile', async () => {
    const file = folder.at('tasks.js');
    fs.writeFileSync(file, 'exports.end = () => process.exit(1); exports.one = () => 1');
    const { worker, pool } = await queue.start({ file, pool: { maxWorkers: 1, restartDelay: [10, 10] } });
    fs.writeFileSync(file, 'throw new Error("half written")');
    await expect(queue.run('end')).rejects.toThrow('ERR_WORKER_EXITED');
    const job = await queue.add('one');
    await until(() => worker.isPaused());
    await worker.pause();
    fs.writeFileSync(file, 'exports.one = () => 1');
    // It looks each second, and the pool has a worker when it has looked.
    await until(() => pool.stats.workers.idle > 0);
    await nextTurn();
    expect(worker.isPaused()).toBe(true);
    expect(await job.getState()).toBe('waiting');
    await worker.resume();
    await expect(queue.finished(job)).resolves.toBe(1);
  });

  test('with autorun: false is loaded by ready(), and jobs are taken when worker.run() is called', async () => {
    const job = await queue.add('add', { a: 1, b: 2 });
    const { worker } = await queue.start({ autorun: false });
    expect(worker.isRunning()).toBe(false);
    worker.run();
    await expect(queue.finished(job)).resolves.toBe(3);
  });
});
