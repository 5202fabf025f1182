'use strict';

const { createJobs } = require('../..');
const { wrong } = require('../helpers/values.js');
const { testJobs } = require('./helpers/created-jobs.js');
const { TASKS, useQueue } = require('./helpers/queues.js');
const { describeStores } = require('./helpers/stores.js');

const POOL = { maxWorkers: 1, gracePeriod: 100 };

describe('createJobs in memory', () => {
  /** @type {import('../../index.js').Jobs[]} */
  const made = [];
  afterEach(async () => {
    await Promise.all(made.splice(0).map((jobs) => jobs.pool.destroy()));
  });

  async function start() {
    const jobs = createJobs(TASKS, { queue: 'jobs', pool: POOL });
    made.push(jobs);
    await jobs.ready();
    return jobs;
  }

  testJobs(start);

  test('is not durable, and says so', async () => {
    expect((await start()).durable).toBe(false);
  });

  test.each(['delay', 'repeat', 'jobId', 'deduplication'])(
    'refuses %s, which it cannot keep',
    async (name) => {
      const jobs = await start();
      await expect(jobs.add('add', {}, wrong({ [name]: 1 }))).rejects.toMatchObject({
        code: 'ERR_INVALID_ARG_VALUE',
        message: expect.stringContaining('where jobs end with this process: give createJobs a connection'),
      });
    },
  );

  test('refuses what only a store has', () => {
    const make = () => createJobs(TASKS, { queue: 'jobs', prefix: 'p' });
    expect(make).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }));
  });

  test('close waits for jobs that run, and later ones are refused', async () => {
    const jobs = await start();
    const job = await jobs.add('add', { a: 1, b: 2 });
    await jobs.close();
    await expect(job.finished()).resolves.toBe(3);
    await expect((await jobs.add('add', {})).finished()).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
  });
});

describeStores('createJobs in a queue', (store) => {
  const queue = useQueue(store);

  async function start() {
    const { connection, backend } = store;
    const jobs = createJobs(TASKS, { queue: queue.name, connection, backend, pool: POOL });
    queue.closeAfter(jobs);
    await jobs.ready();
    return jobs;
  }

  testJobs(start);

  test('is durable: a job that this process has added is there after it', async () => {
    const jobs = await start();
    expect(jobs.durable).toBe(true);
    const { id } = await jobs.add('add', { a: 1, b: 2 }, { delay: 3_600_000 });
    await jobs.close();
    expect(await queue.queue.getJobState(id)).toBe('delayed');
  });

  test('after close every call says so', async () => {
    const jobs = await start();
    const job = await jobs.add('add', { a: 1, b: 2 }, { delay: 3_600_000 });
    await Promise.all([jobs.close(), jobs.close()]);
    for (const call of [() => jobs.add('add', {}), () => job.finished(), () => job.cancel()])
      await expect(call()).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
  });

  test('bad options that BullMQ does not check are refused', async () => {
    const jobs = await start();
    /** @type {[object, string][]} */
    const bad = [
      [{ delay: '1s' }, 'ERR_INVALID_ARG_TYPE'],
      [{ delay: -1 }, 'ERR_OUT_OF_RANGE'],
      [{ jobId: 5 }, 'ERR_INVALID_ARG_TYPE'],
      [{ jobId: '5' }, 'ERR_INVALID_ARG_VALUE'],
      [{ jobId: 'a:b' }, 'ERR_INVALID_ARG_VALUE'],
      [{ repeat: 1 }, 'ERR_INVALID_ARG_TYPE'],
      [{ deduplication: {} }, 'ERR_INVALID_ARG_TYPE'],
    ];
    for (const [options, code] of bad)
      await expect(jobs.add('add', {}, wrong(options))).rejects.toMatchObject({ code });
  });
});
