'use strict';

/**
 * A host of jobs, measured in a process of its own: host.js '{"mode":…,"subject":…,"concurrency":…,"jobs":…,"bytes":…,"path":…,
 * "redis":…}' with the socket and the process of a Redis. CPU times are in microseconds.
 */

const { readFileSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { Queue, Worker } = require('bullmq');
const { JobWorker } = require('../../../../bullmq.js');
const { threadCpu } = require('../../../measure/measure.js');
const { nothing } = require('./tasks.js');

/** @type {{ mode: string, subject: string, concurrency: number, jobs: number, bytes: number, path: string, redis: number }} */
const { mode, subject, concurrency, jobs, bytes, path, redis } = JSON.parse(process.argv[2]);
const connection = { path };
const name = `${mode}-${process.pid}`;
const TASKS = require.resolve('./tasks.js');
/** Locks are renewed this often, in milliseconds, while they are measured, and for this long. */
const RENEWED = 100;
const LONG = 5000;

/** What takes the jobs. @type {Record<string, (options: object) => any>} */
const WORKERS = {
  offloop: (options) =>
    new JobWorker(name, TASKS, { connection, pool: { maxWorkers: concurrency }, ...options }).worker,
  child: (options) =>
    new Worker(name, require.resolve('./processor.js'), { connection, concurrency, ...options }),
  host: (options) => new Worker(name, async () => nothing(), { connection, concurrency, ...options }),
};

/** Adds jobs, eight at the same time, as the requests of a service do. */
async function add(queue, count, job, data) {
  let left = count;
  const client = async () => {
    while (left-- > 0) await queue.add(job, data, { removeOnComplete: true });
  };
  await Promise.all(Array.from({ length: 8 }, client));
}

/** The first thread of Redis is the one that runs commands; others write its file. */
const redisCpu = () =>
  Number(readFileSync(`/proc/${redis}/task/${redis}/schedstat`, 'latin1').split(' ', 1)[0]) / 1000;

/** Settles when this many jobs have ended. */
function ended(worker, count) {
  let left = count;
  return new Promise((resolve, reject) => {
    worker.on('failed', (_job, error) => reject(error));
    worker.on('completed', () => {
      left -= 1;
      if (left === 0) resolve(undefined);
    });
  });
}

/** @type {Record<string, (queue: Queue) => Promise<Record<string, number>>>} */
const MODES = {
  /** What a job costs: the main thread of its host, and Redis to add it and to run it. A quarter more jobs warm up. */
  async jobs(queue) {
    const warmUp = Math.ceil(jobs / 4);
    const before = redisCpu();
    await add(queue, warmUp + jobs, 'nothing', { text: 'x'.repeat(bytes) });
    const added = redisCpu() - before;
    const worker = WORKERS[subject]({});
    const all = ended(worker, warmUp + jobs);
    await ended(worker, warmUp);
    const start = { main: threadCpu(), redis: redisCpu() };
    await all;
    return {
      main: (threadCpu() - start.main) / jobs,
      run: (redisCpu() - start.redis) / jobs,
      add: added / (warmUp + jobs),
    };
  },

  /** What Redis pays for a renewal of the lock of a job, of as many jobs as run at the same time. */
  async locks(queue) {
    const pool = { maxWorkers: 1, concurrency };
    const worker = WORKERS[subject]({ pool, lockDuration: 20 * RENEWED, lockRenewTime: RENEWED });
    let renewed = 0;
    worker.on('locksRenewed', ({ count }) => {
      renewed += count;
    });
    await add(queue, jobs, 'lasts', { ms: LONG });
    while (renewed < jobs) await sleep(10);
    const [first, start] = [renewed, redisCpu()];
    await sleep(LONG / 2);
    return { renewal: (redisCpu() - start) / (renewed - first) };
  },
};

async function main() {
  const figures = await MODES[mode](new Queue(name, { connection }));
  // What still runs ends with this process.
  process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit());
}

main();
