'use strict';

const fs = require('node:fs');
const { useFolder } = require('../helpers/folder.js');
const { isAlive } = require('../helpers/processes.js');
const { until } = require('../helpers/until.js');
const { describeWithRedis, useRedis } = require('./helpers/redis.js');
const { useQueue } = require('./helpers/queues.js');

describeWithRedis('close', () => {
  const queue = useQueue(useRedis());
  const folder = useFolder();
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

  /** @type {[string, import('../../bullmq.js').JobWorkerOptions['onShutdown'], number][]} */
  const MODES = [
    ["with 'requeue'", 'requeue', 30_000],
    ["with 'finish' after closeTimeout", 'finish', 100],
  ];

  test.each(MODES)(
    '%s ends a job that looks at nothing, and another worker runs it',
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

  test('settles before the first job, before it is ready, and twice', async () => {
    const worker = queue.make();
    const ready = worker.ready().catch((error) => error);
    const closing = worker.close();
    expect(worker.close()).toBe(closing);
    await closing;
    await ready;
    await expect(worker.ready()).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
  });
});
