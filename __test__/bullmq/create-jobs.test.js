'use strict';

const fs = require('node:fs');
const { setImmediate: nextTurn } = require('node:timers/promises');
const { createJobs } = require('../..');
const { useFolder } = require('../helpers/folder.js');
const { wrong } = require('../helpers/values.js');
const { POOL, testJobs } = require('./helpers/created-jobs.js');
const { runningIn } = require('./helpers/hosts.js');
const { TASKS } = require('./helpers/queues.js');

describe('createJobs in memory', () => {
  const make = () => createJobs(TASKS, { queue: 'jobs', pool: POOL });
  const folder = useFolder();

  testJobs(make);

  test('is not durable, and says so', () => {
    expect(make().durable).toBe(false);
  });

  test.each(['delay', 'jobId', 'deduplication'])('refuses %s, which it cannot keep', async (name) => {
    await expect(make().add('add', {}, wrong({ [name]: 1 }))).rejects.toMatchObject({
      code: 'ERR_INVALID_ARG_VALUE',
      message: expect.stringContaining('where jobs end with this process: give createJobs a connection'),
    });
  });

  test('refuses what only a store has', () => {
    expect(() => createJobs(TASKS, { queue: 'jobs', prefix: 'p' })).toThrow(
      expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }),
    );
  });

  test('a job that throws undefined is tried again, and ends with that', async () => {
    const job = await make().add('throwsNothing', {}, { attempts: 2 });
    await expect(job.finished()).rejects.toBeUndefined();
  });

  test('jobs that the pool has no room for do not hold up the event loop with their attempts', async () => {
    const jobs = createJobs(TASKS, { queue: 'jobs', pool: { maxWorkers: 1, maxQueue: 0 } });
    const [started, file] = [folder.at('started'), folder.at('go')];
    const running = await jobs.add('waitsFor', { started, file });
    await runningIn(started);
    let hasEnded = false;
    const refused = await jobs.add('add', { a: 1, b: 2 }, { attempts: 1000 });
    const ended = refused.finished().catch(({ code }) => {
      hasEnded = true;
      return code;
    });
    await nextTurn();
    await nextTurn();
    expect(hasEnded).toBe(false);
    await expect(ended).resolves.toBe('ERR_QUEUE_FULL');
    fs.writeFileSync(file, '');
    await running.finished();
    await jobs.close();
  });

  test('close ends jobs that still run at the end of its time, which a later call makes shorter', async () => {
    const jobs = make();
    const job = await jobs.add('spins', { file: folder.at('pid') });
    await runningIn(folder.at('pid'));
    const closed = jobs.close({ timeout: 1e9 });
    await jobs.close({ timeout: 1 });
    await closed;
    await expect(job.finished()).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
    await expect(jobs.close(wrong({ timeout: -1 }))).rejects.toMatchObject({ code: 'ERR_OUT_OF_RANGE' });
  });

  test('close waits for jobs that run, and later ones are refused', async () => {
    const jobs = make();
    const job = await jobs.add('add', { a: 1, b: 2 });
    await jobs.close();
    await expect(job.finished()).resolves.toBe(3);
    await expect((await jobs.add('add', {})).finished()).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
  });
});
