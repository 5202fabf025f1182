'use strict';

const { runProgram } = require('../helpers/program.js');
const { describeWithRedis } = require('./helpers/stores.js');
const { useQueue } = require('./helpers/queues.js');

describeWithRedis('jobs', (redis) => {
  const queue = useQueue(redis);

  test('a job runs as the function of its name, and its result is that of the function', async () => {
    await queue.start();
    await expect(queue.run('add', { a: 1, b: 2 })).resolves.toBe(3);
    await expect(queue.run('echo', { deep: [1, 'two'] })).resolves.toEqual([{ deep: [1, 'two'] }]);
    await expect(queue.run('nothing')).resolves.toBeNull();
  });

  test('as many jobs run side by side as the pool has places', async () => {
    const { pool, worker } = await queue.start({ pool: { maxWorkers: 2, concurrency: 3 } });
    expect(worker.concurrency).toBe(6);
    const jobs = Array.from({ length: 20 }, (_, index) => ({ name: 'add', data: { a: index, b: 1 } }));
    const added = await queue.queue.addBulk(jobs);
    const results = await Promise.all(added.map((job) => queue.finished(job)));
    expect(results).toEqual(jobs.map(({ data }) => data.a + 1));
    expect(pool.stats.tasks.completed).toBe(20);
  });

  test('args makes the arguments of a job', async () => {
    await queue.start({ args: (job) => [job.id, job.data, job.attemptsMade] });
    const job = await queue.add('echo', { x: 1 });
    await expect(queue.finished(job)).resolves.toEqual([job.id, { x: 1 }, 0]);
  });

  test('what a task emits is the progress of its job, and the newest of it is there at the end', async () => {
    const { worker } = await queue.start();
    const seen = [];
    worker.on('progress', (_job, progress) => seen.push(progress));
    const job = await queue.add('steps', { count: 100 });
    await queue.finished(job);
    expect((await queue.read(job)).progress).toBe(100);
    expect(seen.at(-1)).toBe(100);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  test('with log a character that is written in pieces is whole in the log', async () => {
    await queue.start({ log: true });
    const job = await queue.add('writesPieces');
    await queue.finished(job);
    const { logs } = await queue.queue.getJobLogs(String(job.id));
    expect(logs).toEqual(['ü😀', '\ufffd']);
  });

  test('with log what a job writes is in its log, line by line and complete when it ends', async () => {
    await queue.start({ log: true, pool: { maxWorkers: 2, concurrency: 2 } });
    const jobs = await queue.queue.addBulk(Array.from({ length: 6 }, () => ({ name: 'writes', data: {} })));
    for (const job of jobs) {
      await queue.finished(job);
      const { logs } = await queue.queue.getJobLogs(String(job.id));
      expect(logs).toEqual(['one', 'two', 'warned', 'three']);
    }
  });

  test('a log keeps as much of a flood as the store can take, and counts the rest', async () => {
    await queue.start({ log: true, pool: { maxWorkers: 1 } });
    const job = await queue.add('floods', { lines: 200, length: 2 ** 15 });
    await queue.finished(job);
    const { logs } = await queue.queue.getJobLogs(String(job.id));
    const leftOut = Number(/^\[(\d+) lines were left out/.exec(String(logs.pop()))?.[1]);
    expect(leftOut).toBeGreaterThan(0);
    expect(logs).toHaveLength(200 - leftOut);
  });

  test('a line without an end is broken in the log', async () => {
    await queue.start({ log: true, pool: { maxWorkers: 1 } });
    const job = await queue.add('writesLong', { pieces: 10, length: 2 ** 15 });
    await queue.finished(job);
    const { logs } = await queue.queue.getJobLogs(String(job.id));
    expect(logs.map(({ length }) => length)).toEqual(Array(5).fill(2 ** 16));
  });

  test('an error without a message has its name in the reason', async () => {
    await queue.start({ pool: { maxWorkers: 1 } });
    await expect(queue.run('fails', { name: 'TypeError', message: '' })).rejects.toThrow(
      'The task threw an error without a message: TypeError',
    );
  });

  test('without a listener an error is a warning', () => {
    const { stderr } = runProgram(process.execPath, ['-e', WITHOUT_LISTENER], { cwd: __dirname });
    expect(stderr).toMatch(/\(node:\d+\) \[ERR_WORKER_START\] WorkerStartError: .* cannot be loaded/);
  });
});

const WITHOUT_LISTENER = `
  const { JobWorker } = require('../../bullmq.js');
  const connection = { host: '127.0.0.1', port: 1, retryStrategy: null };
  const worker = new JobWorker('q', require.resolve('./fixtures/broken.js'), { connection });
  worker.ready().catch(() => setImmediate(() => process.exit()));
`;
