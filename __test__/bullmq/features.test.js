'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');
const { tracingChannel } = require('node:diagnostics_channel');
const fs = require('node:fs');
const { FlowProducer } = require('bullmq');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { describeWithRedis } = require('./helpers/stores.js');
const { useQueue } = require('./helpers/queues.js');

describeWithRedis('what BullMQ does with jobs', (redis) => {
  const queue = useQueue(redis);
  const folder = useFolder();
  const lines = () => fs.readFileSync(folder.at('lines'), 'utf8').trim().split('\n');
  const noting = (line, opts) => ({ name: 'notes', data: { file: folder.at('lines'), line }, opts });
  const ONE = { pool: { maxWorkers: 1 } };

  test('flows: a parent runs after its children, and can have their results', async () => {
    const flows = queue.closeAfter(new FlowProducer({ connection: redis.connection }));
    await queue.start(ONE);
    const child = (line) => ({ ...noting(line), queueName: queue.name });
    const { job } = await flows.add({ ...child('parent'), children: [child('one'), child('two')] });
    await expect(queue.finished(job)).resolves.toBe('parent');
    expect(lines().at(-1)).toBe('parent');
    expect(Object.values(await job.getChildrenValues()).sort()).toEqual(['one', 'two']);
  });

  test('priorities: of jobs that wait, the most urgent runs first', async () => {
    const jobs = await queue.queue.addBulk([3, 1, 2].map((priority) => noting(priority, { priority })));
    await queue.start(ONE);
    await Promise.all(jobs.map((job) => queue.finished(job)));
    expect(lines()).toEqual(['1', '2', '3']);
  });

  test('delays: a job waits for its time', async () => {
    await queue.start(ONE);
    const { name, data, opts } = noting('late', { delay: 300 });
    const job = await queue.add(name, data, opts);
    expect(await job.getState()).toBe('delayed');
    await expect(queue.finished(job)).resolves.toBe('late');
  });

  test('schedulers: a repeated job runs again and again', async () => {
    await queue.start(ONE);
    await queue.queue.upsertJobScheduler('often', { every: 50 }, noting('again'));
    await until(() => fs.existsSync(folder.at('lines')) && lines().length >= 3);
    await queue.queue.removeJobScheduler('often');
  });

  test('rates: no more jobs run in a period than the limiter allows', async () => {
    await queue.start({ ...ONE, limiter: { max: 2, duration: 500 } });
    const jobs = await queue.queue.addBulk([1, 2, 3, 4, 5].map((line) => noting(line)));
    await Promise.all(jobs.map((job) => queue.finished(job)));
    const read = await Promise.all(jobs.map((job) => queue.read(job)));
    const starts = read.map(({ processedOn = 0 }) => processedOn).sort((a, b) => a - b);
    // Five jobs, two in each half second: the fifth begins in the third of them.
    expect(starts[4] - starts[0]).toBeGreaterThanOrEqual(500);
  });

  test('rates: the job of a task that throws a RateLimitError waits', async () => {
    const { worker } = await queue.start(ONE);
    const job = await queue.add('fails', { name: 'RateLimitError', message: 'bullmq:rateLimitExceeded' });
    await until(async () => Number((await queue.read(job)).attemptsStarted) > 1);
    expect((await queue.read(job)).attemptsMade).toBe(0);
    await worker.pause(true);
  });

  test('telemetry: a task runs within the span of its job', async () => {
    const telemetry = spans();
    await queue.start({ ...ONE, telemetry: telemetry.implementation });
    const seen = [];
    const subscribers = { start: ({ fn }) => seen.push([fn, telemetry.current()]) };
    const channel = tracingChannel('offloop:task');
    channel.subscribe(/** @type {any} */ (subscribers));
    try {
      await queue.run('add', { a: 1, b: 2 });
    } finally {
      channel.unsubscribe(/** @type {any} */ (subscribers));
    }
    expect(seen).toEqual([['add', expect.stringMatching(/^process /)]]);
  });
});

/** An implementation of BullMQ's interface of telemetry that knows the name of the span that code runs in. */
function spans() {
  /** @type {AsyncLocalStorage<string>} */
  const storage = new AsyncLocalStorage();
  const span = (name) => ({
    setSpanOnContext: () => name,
    setAttribute() {},
    setAttributes() {},
    addEvent() {},
    recordException() {},
    end() {},
  });
  const implementation = {
    tracer: { startSpan: span },
    contextManager: {
      with: (context, run) => storage.run(context, run),
      active: () => storage.getStore(),
      getMetadata: String,
      fromMetadata: (_active, metadata) => metadata,
    },
  };
  return { implementation: /** @type {any} */ (implementation), current: () => storage.getStore() };
}
