'use strict';

const { describeWithRuntime, square, useModels, workerPids } = require('./helpers/models.js');
const { isAlive } = require('../helpers/processes.js');
const { until } = require('../helpers/until.js');
const { TaskDataError } = require('../../index.js');

const { matrices } = useModels();

/** More work than any machine finishes while a test looks. */
const LONG = 300;
const large = { x: square(2048, 0), y: square(2048, 0) };
const small = { x: square(2, 1), y: square(2, 1) };

/** Begins a run, aborts it when it is under way, and waits for its end. */
async function abortUnderWay(model) {
  const controller = new AbortController();
  const run = model.run(large, { signal: controller.signal });
  run.catch(() => {});
  await until(() => model.stats.tasks.running === 1);
  controller.abort('gone');
  await expect(run).rejects.toMatchObject({ code: 'ABORT_ERR', cause: 'gone' });
}

describeWithRuntime('the end of a run', () => {
  test('an abort ends a run that is under way, and its process', async () => {
    const model = matrices(LONG);
    await model.ready();
    const [pid] = workerPids();
    await abortUnderWay(model);
    await until(() => !isAlive(pid));
  });

  test('after an abort a worker with the model is started without a run that needs it', async () => {
    const model = matrices(LONG);
    await model.ready();
    const [ended] = workerPids();
    await abortUnderWay(model);
    await until(() => model.stats.workers.idle === 1 && !workerPids().includes(String(ended)), {
      seconds: 60,
    });
  });

  test('four aborts in a row leave a model that answers, and one process', async () => {
    const model = matrices(LONG);
    const seen = new Set();
    for (let round = 0; round < 4; round += 1) {
      await model.ready();
      await until(() => model.stats.workers.idle === 1, { seconds: 60 });
      for (const pid of workerPids()) seen.add(pid);
      await abortUnderWay(model);
    }
    await expect(model.run(small)).resolves.toHaveProperty('sum');
    for (const pid of workerPids()) seen.add(pid);
    expect(seen.size).toBe(5);
    await model.close();
    await until(() => ![...seen].some(isAlive));
  });

  test('a model that closes in the same turn does a run that was given before, the first one too', async () => {
    const model = matrices();
    const run = model.run(small);
    const closed = model.close();
    await expect(model.run(small)).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
    expect(Object.keys(await run)).toContain('sum');
    await closed;
  });

  test('bad options of close leave a model that answers', async () => {
    const model = matrices();
    await expect(model.close({ timeout: -1 })).rejects.toMatchObject({ code: 'ERR_OUT_OF_RANGE' });
    expect(Object.keys(await model.run(small))).toContain('sum');
  });

  test('a call whose signal is aborted already does nothing', async () => {
    const model = matrices();
    const run = model.run(small, { signal: AbortSignal.abort('no') });
    await expect(run).rejects.toMatchObject({ code: 'ABORT_ERR', cause: 'no' });
    expect(workerPids()).toEqual([]);
  });

  test('an abort while the model is loaded rejects the run, and the model is loaded for others', async () => {
    const model = matrices();
    const controller = new AbortController();
    const run = model.run(small, { signal: controller.signal });
    controller.abort();
    await expect(run).rejects.toMatchObject({ code: 'ABORT_ERR' });
    await expect(model.run(small)).resolves.toHaveProperty('sum');
  });

  test('a run that takes too long ends with its process', async () => {
    const model = matrices(LONG, { taskTimeout: 200 });
    await model.ready();
    const [pid] = workerPids();
    await expect(model.run(large)).rejects.toMatchObject({ code: 'ERR_TASK_TIMEOUT' });
    await until(() => !isAlive(pid));
  });

  test('a run that takes more memory than it may is an error, and the next has a new worker', async () => {
    const model = matrices(4, { memoryMb: 300 });
    const run = model.run({ x: square(4096, 0), y: square(4096, 0) });
    await expect(run).rejects.toMatchObject({ code: 'ERR_WORKER_MEMORY_LIMIT' });
    await expect(model.run(small)).resolves.toHaveProperty('sum');
  });

  test('outputs that are larger than allowed are refused, and the worker goes on', async () => {
    const model = matrices(1, { maxOutputMb: 1 });
    const run = model.run({ x: square(600, 0), y: square(600, 0) }, { outputs: ['sum'] });
    await expect(run).rejects.toMatchObject({
      code: 'ERR_TASK_TOO_LARGE',
      message: expect.stringMatching(/1440000 bytes, and options.maxOutputMb allows 1048576/),
    });
    await expect(run).rejects.toBeInstanceOf(TaskDataError);
    await expect(model.run(small)).resolves.toHaveProperty('sum');
    expect(model.stats.workers.total).toBe(1);
  });

  test('a run that waits for the model to be loaded waits no longer than it may', async () => {
    const model = matrices();
    const run = model.run(small, { queueTimeout: 1 });
    await expect(run).rejects.toMatchObject({ code: 'ERR_TASK_TIMEOUT', phase: 'queue' });
    await expect(model.run(small)).resolves.toHaveProperty('sum');
  });

  test('runs beyond maxQueue are refused, also while the model is loaded', async () => {
    const model = matrices(1, { maxQueue: 1 });
    const runs = await Promise.allSettled([1, 2, 3].map(() => model.run(small)));
    expect(runs.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(runs[2]).toMatchObject({ reason: { code: 'ERR_QUEUE_FULL' } });
  });

  test('a worker that takes too long to load the model is an error of the start', async () => {
    const run = matrices(1, { startTimeout: 1 }).run(small);
    await expect(run).rejects.toMatchObject({
      code: 'ERR_WORKER_START',
      message: expect.stringMatching(/not ready within options.startTimeout, 1 ms/),
    });
  });
});
