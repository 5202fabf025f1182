'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const { useFolder } = require('../helpers/folder.js');
const { isAlive } = require('../helpers/processes.js');
const { until } = require('../helpers/until.js');
const { describeWithRedis } = require('./helpers/stores.js');
const { runningIn, useHosts } = require('./helpers/hosts.js');
const { useQueue } = require('./helpers/queues.js');

describeWithRedis('close', (redis) => {
  const queue = useQueue(redis);
  const folder = useFolder();
  const host = useHosts(redis, 'redis', queue);
  const POOL = { maxWorkers: 1, gracePeriod: 100 };

  async function running(name = 'waitsFor') {
    const started = folder.at('started');
    const job = await queue.add(name, { started, file: name === 'spins' ? started : folder.at('go') });
    const pid = await until(() => fs.existsSync(started) && Number(fs.readFileSync(started, 'utf8')));
    return { job, pid };
  }

  test("with 'finish' waits for a job that runs, takes no other, and ends the workers", async () => {
    const worker = await queue.start({ pool: POOL, onShutdown: 'finish' });
    const { job, pid } = await running();
    const next = await queue.add('add', { a: 1, b: 2 });
    const closed = worker.close();
    fs.writeFileSync(folder.at('go'), '');
    await closed;
    expect(await (await queue.read(job)).getState()).toBe('completed');
    expect(await next.getState()).toBe('waiting');
    expect(isAlive(pid)).toBe(false);
  });

  test('of a worker that is still starting is not an error', async () => {
    const worker = queue.make({ pool: POOL });
    await worker.close();
    await expect(worker.ready()).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
    expect(queue.errors).toEqual([]);
  });

  test('of a worker that was ready leaves it not ready, also while its jobs end', async () => {
    const worker = await queue.start({ pool: POOL, onShutdown: 'finish' });
    await running();
    const closed = worker.close();
    await expect(worker.ready()).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
    fs.writeFileSync(folder.at('go'), '');
    await closed;
    await expect(worker.ready()).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
  });

  /** @type {[string, import('../../bullmq.js').JobWorkerOptions['onShutdown'], number][]} */
  const MODES = [
    ["with 'requeue'", 'requeue', 30_000],
    ["with 'finish' after closeTimeout", 'finish', 100],
  ];

  test.each(MODES)(
    '%s ends a job that blocks its event loop, and another worker runs it',
    async (_, onShutdown, closeTimeout) => {
      const worker = await queue.start({ pool: POOL, onShutdown, closeTimeout });
      const { job, pid } = await running('spins');
      await worker.close();
      expect(isAlive(pid)).toBe(false);
      const waiting = await queue.read(job);
      expect(await waiting.getState()).toBe('waiting');
      expect(waiting.attemptsMade).toBe(0);
      fs.rmSync(folder.at('started'));
      const other = await queue.start({ pool: POOL });
      await until(() => fs.existsSync(folder.at('started')));
      expect(other.cancelJob(String(job.id))).toBe(true);
    },
  );

  test('of the pool alone has no more jobs taken, says so, and leaves them where they wait', async () => {
    const jobs = await queue.start();
    await jobs.pool.destroy();
    const job = await queue.add('add', { a: 1, b: 2 });
    await until(() => queue.errors.length > 0);
    await until(async () => jobs.worker.isPaused() && (await job.getState()) === 'waiting');
    expect(new Set(queue.errors.map(({ code }) => code))).toEqual(new Set(['ERR_POOL_CLOSED']));
    await queue.start();
    await expect(queue.finished(job)).resolves.toBe(3);
  });

  test('settles before the first job, before it is ready, and twice', async () => {
    const worker = queue.make();
    const ready = worker.ready().catch((error) => error);
    const closing = worker.close();
    expect(worker.close()).toBe(closing);
    await closing;
    await ready;
    await expect(worker.ready()).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
  });

  test('settles though the store does not answer, and the process has nothing left to do', async () => {
    const child = await host({ onShutdown: 'requeue' });
    redis.pause();
    child.stdin.write('close\n');
    const [output] = await once(child.stdout, 'data');
    expect(String(output)).toBe('closed\n');
    await until(() => child.exitCode !== null, { seconds: 60 });
    redis.resume();
  });

  test('settles though the store has gone, and the process has nothing left to do', async () => {
    const child = await host({ onShutdown: 'requeue' });
    await queue.add('spins', { file: folder.at('pid') });
    const pid = await runningIn(folder.at('pid'));
    await redis.kill();
    child.stdin.write('close\n');
    const [output] = await once(child.stdout, 'data');
    expect(String(output)).toBe('closed\n');
    expect(isAlive(pid)).toBe(false);
    await until(() => child.exitCode !== null, { seconds: 60 });
    await redis.start();
    await queue.reconnected();
  });
});
