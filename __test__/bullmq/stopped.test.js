'use strict';

const { createJobs } = require('../..');
const { cancelJob } = require('../../bullmq.js');
const { useFolder } = require('../helpers/folder.js');
const { isAlive } = require('../helpers/processes.js');
const { until } = require('../helpers/until.js');
const { POOL } = require('./helpers/created-jobs.js');
const { runningIn } = require('./helpers/hosts.js');
const { TASKS, useQueue } = require('./helpers/queues.js');
const { describeStores } = require('./helpers/stores.js');

/** Milliseconds: enough for a call to be sent. */
const TIMEOUT = 300;
const LATE = { code: 'ERR_STORE_TIMEOUT', name: 'Error' };

describeStores('a store that stops answering', (store) => {
  const queue = useQueue(store);
  const folder = useFolder();

  async function start() {
    const { connection, backend } = store;
    const settings = { queue: queue.name, connection, backend, pool: POOL, storeTimeout: 2000 };
    const jobs = createJobs(TASKS, settings);
    await until(() =>
      jobs.ready().then(
        () => true,
        () => false,
      ),
    );
    return jobs;
  }

  test('is given up by close in its time, which is said, and no job runs on', async () => {
    const jobs = await start();
    const errors = [];
    jobs.on('error', (error) => errors.push(error));
    await jobs.add('spins', { file: folder.at('pid') });
    const pid = await runningIn(folder.at('pid'));
    store.pause();
    try {
      // Without a limit the job alone has 30 seconds.
      await jobs.close({ timeout: 500 });
      expect(isAlive(pid)).toBe(false);
      expect(errors).toContainEqual(expect.objectContaining(LATE));
      const cancelled = cancelJob(queue.name, '1', store.connection, {
        backend: store.backend,
        storeTimeout: TIMEOUT,
      });
      await expect(cancelled).rejects.toMatchObject(LATE);
    } finally {
      store.resume();
    }
  }, 25_000);

  test('fails add, cancel and finished in time, and is used again when it answers', async () => {
    const jobs = await start();
    const job = await jobs.add('add', { a: 1, b: 2 });
    await expect(job.finished()).resolves.toBe(3);
    store.pause();
    try {
      const calls = [jobs.add('add', { a: 1, b: 2 }), job.cancel(), job.finished()];
      const errors = await Promise.all(calls.map((call) => call.catch((error) => error)));
      for (const error of errors) expect(error).toMatchObject(LATE);
    } finally {
      store.resume();
    }
    const next = await jobs.add('add', { a: 2, b: 2 });
    await expect(next.finished()).resolves.toBe(4);
    await jobs.close();
  });
});
