'use strict';

const { randomUUID } = require('node:crypto');
const { createJobs } = require('../..');
const { wrong } = require('../helpers/values.js');
const { POOL, testJobs } = require('./helpers/created-jobs.js');
const { TASKS, useQueue } = require('./helpers/queues.js');
const { describeStores } = require('./helpers/stores.js');

describeStores('createJobs in a queue', ({ connection, backend }) => {
  const make = (queue) => createJobs(TASKS, { queue, connection, backend, pool: POOL });

  describe('as in memory:', () => testJobs(() => make(`test-${randomUUID()}`)));

  describe('what only a queue has:', () => {
    const queue = useQueue({ connection, backend });
    const start = () => queue.closeAfter(make(queue.name));

    test('is durable: a job that this process has added is there after it', async () => {
      const jobs = start();
      expect(jobs.durable).toBe(true);
      const { id } = await jobs.add('add', { a: 1, b: 2 }, { delay: 3_600_000 });
      await jobs.close();
      expect(await queue.queue.getJobState(id)).toBe('delayed');
    });

    test('the end of a job that is removed with it is heard, and not later', async () => {
      const jobs = start();
      await jobs.ready();
      for (let n = 0; n < 300; n += 1) {
        const job = await jobs.add('add', { a: n, b: 0 }, { removeOnComplete: { age: 0 } });
        await expect(job.finished()).resolves.toBe(n);
      }
      const job = await jobs.add('add', { a: 1, b: 0 }, { removeOnComplete: true });
      await job.finished();
      await expect(job.finished()).rejects.toThrow('Missing key');
    });

    test('after close every call says so', async () => {
      const jobs = start();
      const job = await jobs.add('add', { a: 1, b: 2 }, { delay: 3_600_000 });
      await Promise.all([jobs.close(), jobs.close()]);
      for (const call of [() => jobs.add('add', {}), () => job.finished(), () => job.cancel()])
        await expect(call()).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
    });

    test('bad options that BullMQ does not check are refused', async () => {
      const jobs = start();
      /** @type {[object, string][]} */
      const bad = [
        [{ delay: '1s' }, 'ERR_INVALID_ARG_TYPE'],
        [{ delay: -1 }, 'ERR_OUT_OF_RANGE'],
        [{ jobId: 5 }, 'ERR_INVALID_ARG_TYPE'],
        [{ jobId: '5' }, 'ERR_INVALID_ARG_VALUE'],
        [{ jobId: 'a:b' }, 'ERR_INVALID_ARG_VALUE'],
        [{ deduplication: {} }, 'ERR_INVALID_ARG_TYPE'],
      ];
      for (const [options, code] of bad)
        await expect(jobs.add('add', {}, wrong(options))).rejects.toMatchObject({ code });
    });

    test('data that is not JSON is refused, by its path', async () => {
      const jobs = start();
      const circle = { inner: {} };
      circle.inner = circle;
      /** @type {[unknown, string][]} */
      const bad = [
        [{ sizes: [1, 2n] }, 'The "data.sizes[1]" property must be a value of JSON'],
        [{ a: circle }, 'The "data.a.inner" property'],
        [{ 'a b': 1n }, 'The "data["a b"]"'],
        [5n, 'The "data" argument'],
        [() => {}, 'The "data" argument'],
      ];
      for (const [data, message] of bad)
        await expect(jobs.add('add', data)).rejects.toMatchObject({
          code: 'ERR_INVALID_ARG_TYPE',
          name: 'TypeError',
          message: expect.stringContaining(message),
        });
    });

    test('an error that code of the data throws is the error of the call', async () => {
      const jobs = start();
      const error = new Error('no JSON today');
      const data = {
        toJSON() {
          throw error;
        },
      };
      await expect(jobs.add('add', data)).rejects.toBe(error);
    });
  });
});
