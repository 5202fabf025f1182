'use strict';

const { LIMITS } = require('./runaways.js');

/**
 * The pools of the dashboard and of the example, and what has one in it. No process starts before the first request, except one
 * for jobs of a Redis.
 * @param {string} [redis] its address
 */
function createPools(redis) {
  const { WorkerPool } = require('offloop');
  const { ImagePool } = require('offloop/image');
  const { PrimeJobs } = require('./prime-jobs.js');
  const { Voice } = require('./voice.js');
  return {
    /** Code that goes wrong for certain, to see it stopped. */
    runaway: new WorkerPool(require.resolve('./runaway.js'), {
      maxWorkers: 1,
      maxQueue: 20,
      recycleAfter: { tasks: 1 },
      sandbox: true,
      limits: { ...LIMITS, messageMb: 1 },
    }),

    /** Images of strangers, decoded by sharp: the sandbox holds if one of them takes it over. */
    thumbnail: new ImagePool({ maxWorkers: 1, maxQueue: 20, taskTimeout: 10_000 }),

    primes: new PrimeJobs(redis),
    voice: new Voice(),

    formula: require('../../express/routes/formula.js').pool,
    invoice: require('../../express/routes/invoice.js').pool,
  };
}

/**
 * The pools, where offloop does the work: node has nothing to compare them with.
 * @param {{ mode: string, redis?: string }} settings
 */
function loadPools({ mode, redis }) {
  return mode === 'offloop' ? createPools(redis) : undefined;
}

module.exports = { createPools, loadPools };
