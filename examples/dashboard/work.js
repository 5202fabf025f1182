'use strict';

// A program that only runs the background jobs of the dashboard, on any machine that reaches its Redis:
// REDIS_URL=redis://localhost node examples/dashboard/work.js

const { JobWorker } = require('offloop/bullmq');
const { readSettings } = require('./settings.js');
const { POOL, QUEUE } = require('./workers/prime-jobs.js');

const { redis } = readSettings(process.env);
if (redis === undefined) throw new Error('REDIS_URL must say where the jobs are, such as redis://localhost');

const jobs = new JobWorker(QUEUE, require.resolve('./workers/primes.js'), {
  connection: { url: redis },
  pool: POOL,
  cancelChannel: true,
  // Short, so that the jobs of one that is killed are soon seen to run elsewhere. By default that takes up to a minute.
  lockDuration: 4000,
  stalledInterval: 2000,
});
jobs.on('error', ({ message }) => console.error(message));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => jobs.close());
jobs.ready().then(
  () => console.log(`takes jobs, as process ${process.pid}`),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
