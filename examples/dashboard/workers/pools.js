'use strict';

const { LIMITS } = require('./runaways.js');

/** The pools of the dashboard and of the example, and what has one in it. No process starts before the first request. */
function createPools() {
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

    primes: new PrimeJobs(),
    voice: new Voice(),

    formula: require('../../express/routes/formula.js').pool,
    invoice: require('../../express/routes/invoice.js').pool,
  };
}

/**
 * The pools, where offloop does the work: node has nothing to compare them with.
 * @param {{ mode: string }} settings
 */
function loadPools({ mode }) {
  return mode === 'offloop' ? createPools() : undefined;
}

module.exports = { createPools, loadPools };
