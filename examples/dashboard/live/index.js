'use strict';

const os = require('node:os');
const { Load, AT_ONCE, SECONDS } = require('./load.js');
const { Visits } = require('./visits.js');
const { MODES } = require('../settings.js');
const { MAX_FILE } = require('../http/received-file.js');

/** @typedef {{ readonly stats: import('offloop').WorkerPoolStats }} Pool */

/**
 * What the page shows, as it happens: the load and who watches it.
 * @param {(mode: string) => import('../work/index.js').Work} workOf
 * @param {import('../work/index.js').Work} work what the routes use
 * @param {Record<string, Pool> & { primes?: InstanceType<typeof import('../workers/prime-jobs.js').PrimeJobs> }} [pools]
 * @param {ReturnType<typeof import('../workers/installed.js').missingParts>} [missing]
 */
function createLive(workOf, work, pools = {}, missing) {
  const load = new Load(workOf);
  const visits = new Visits(load, () => ({
    memory: process.memoryUsage.rss(),
    engine: work.stats() ?? load.stats(),
    pools: Object.fromEntries(Object.entries(pools).map(([name, pool]) => [name, pool.stats])),
    jobs: pools.primes?.list() ?? [],
  }));
  return { load, visits, facts: factsOf(pools, missing) };
}

/** What does not change while the server runs. */
function factsOf(pools, missing) {
  return {
    modes: MODES,
    node: process.version,
    cores: os.availableParallelism(),
    jobsAtOnce: AT_ONCE,
    loadSeconds: SECONDS,
    maxFile: MAX_FILE,
    hasPools: Object.keys(pools).length > 0,
    areJobsDurable: pools.primes?.durable === true,
    missing,
  };
}

module.exports = { createLive };
