'use strict';

const { useHosts } = require('./helpers/hosts.js');
const { describeWithRedis } = require('./helpers/stores.js');
const { useQueue } = require('./helpers/queues.js');
const { useFolder } = require('../helpers/folder.js');

describeWithRedis('jobs that fail', (redis) => {
  const queue = useQueue(redis);
  const folder = useFolder();
  const host = useHosts(redis, 'redis', queue);

  /** Runs a job that fails, and gives it as the store has it, with the error that listeners got. */
  async function failed(name, data, options, settings) {
    const { worker } = await queue.start(settings);
    const job = await queue.add(name, data, options);
    const error = new Promise((resolve) => {
      worker.on('failed', (_job, reason) => resolve(reason));
    });
    await expect(queue.finished(job)).rejects.toThrow();
    return { job: await queue.read(job), error: await error };
  }

  test('the error of a task is that of its job, with the frames of the task', async () => {
    const { job, error } = await failed('fails', { message: 'no paper', code: 'E_PAPER' });
    expect(job.failedReason).toBe('no paper');
    expect(job.stacktrace?.[0]).toContain('fixtures/tasks.js');
    expect(error).toMatchObject({ message: 'no paper', code: 'E_PAPER' });
  });

  test('its last frames are where the worker was made, and none of BullMQ', async () => {
    const { job } = await failed('fails', {});
    const stack = String(job.stacktrace?.[0]);
    expect(stack).toContain('helpers/queues.js');
    expect(stack).not.toContain('node_modules/bullmq');
  });

  test('a job that throws something other than an error fails', async () => {
    const { job } = await failed('throwsText');
    expect(job.failedReason).toContain("The task threw 'text'");
  });

  test('an error whose message cannot be assigned, and is empty, fails with its name', async () => {
    // In a process of its own: in Jest's realm a DOMException is no Error.
    await host();
    const ended = queue.run('throwsEmptyDomException');
    await expect(ended).rejects.toThrow('The task threw an error without a message: AbortError');
  });

  test('a worker that exits fails its job with the code of that, and the next job runs', async () => {
    const { job } = await failed('exits', { code: 7 });
    expect(job.failedReason).toMatch(/\[ERR_WORKER_EXITED, peakMemory \d+\]$/);
    await expect(queue.run('add', { a: 1, b: 1 })).resolves.toBe(2);
  });

  test('a job is tried as often as its attempts say, each time as one task', async () => {
    const { pool } = await queue.start();
    const job = await queue.add('failsUntil', { file: folder.at('log'), attempts: 3 }, { attempts: 5 });
    await expect(queue.finished(job)).resolves.toBe(3);
    expect((await queue.read(job)).attemptsMade).toBe(3);
    expect(pool.stats.tasks).toMatchObject({ completed: 1, failed: 2, retried: 0 });
  });

  test('backoff delays the next attempt', async () => {
    const { worker } = await queue.start();
    const states = [];
    worker.on('failed', async (job) => states.push(await job?.getState()));
    const options = { attempts: 2, backoff: { type: 'fixed', delay: 200 } };
    await queue.run('failsUntil', { file: folder.at('log'), attempts: 2 }, options);
    expect(states).toEqual(['delayed']);
  });

  test.each([
    ['a function that the file does not have', 'no', {}, {}, /ERR_TASK_NOT_FOUND/],
    ['a result that cannot be sent', 'makesFunction', {}, {}, /ERR_TASK_NOT_SERIALIZABLE/],
    [
      'a result that is not JSON',
      'circle',
      {},
      {},
      /^The "result\.list\[1\]\.self" property must be a value of JSON/,
    ],
    ['a result that is a bigint', 'bigint', {}, {}, /^The "result" argument must be a value of JSON/],
    ['an UnrecoverableError of the task', 'fails', { name: 'UnrecoverableError' }, {}, /^it failed$/],
    [
      'an error that unrecoverable names',
      'fails',
      { code: 'E_NEVER' },
      unrecoverable('E_NEVER'),
      /^it failed$/,
    ],
  ])('%s is not tried again', async (_, name, data, settings, reason) => {
    const { job } = await failed(name, data, { attempts: 3 }, settings);
    expect(job.failedReason).toMatch(reason);
    expect(job.attemptsMade).toBe(1);
  });

  function unrecoverable(code) {
    return { unrecoverable: (error) => error.code === code };
  }

  test('unrecoverable may give a promise, whose value counts', async () => {
    const settings = { unrecoverable: async (/** @type {any} */ { code }) => code === 'E_NEVER' };
    const { job } = await failed('fails', { code: 'E_NEVER' }, { attempts: 3 }, settings);
    expect(job.attemptsMade).toBe(1);
    const again = await queue.add('fails', {}, { attempts: 3 });
    await expect(queue.finished(again)).rejects.toThrow('it failed');
    expect((await queue.read(again)).attemptsMade).toBe(3);
  });

  test('an error by which BullMQ would believe that the job was moved fails it all the same', async () => {
    const { job } = await failed('fails', { name: 'DelayedError', message: 'later' });
    expect(job.failedReason).toContain('A task cannot move its job, and threw a DelayedError');
  });

  test('a job whose options cannot be made fails with what was thrown', async () => {
    const args = () => {
      throw new Error('no arguments');
    };
    const { job } = await failed('add', {}, {}, { args });
    expect(job.failedReason).toBe('no arguments');
  });
});
