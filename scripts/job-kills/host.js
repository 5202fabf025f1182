'use strict';

// A host of jobs, to be killed: node host.js '{"queue":…,"connection":…,"store":…,"processor":…,"options":…}'

const { Worker, createPostgresBackend } = require('bullmq');
const { JobWorker } = require('../../bullmq.js');

const { queue, connection, store, processor, options } = JSON.parse(process.argv[2]);
const backend = store === 'postgres' ? createPostgresBackend : undefined;

/** Makes what takes the jobs, by the name of the processor. @type {Record<string, () => Promise<unknown>>} */
const HOSTS = {
  async offloop() {
    const { concurrency, ...rest } = options;
    const pool = { maxWorkers: concurrency };
    const worker = new JobWorker(queue, require.resolve('./tasks.js'), {
      connection,
      backend,
      pool,
      ...rest,
    });
    worker.on('error', () => {});
    await worker.ready();
  },
  inline: () => ofBullmq(require('./bullmq-processor.js')),
  child: () => ofBullmq(require.resolve('./bullmq-processor.js')),
};

/** @param {any} process what BullMQ calls a processor: a function, or the path of a file */
async function ofBullmq(process) {
  const worker = new Worker(queue, process, { connection, ...options }, /** @type {any} */ (backend));
  worker.on('error', () => {});
  await worker.waitUntilReady();
}

HOSTS[processor]().then(() => console.log('ready'));
