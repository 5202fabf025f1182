'use strict';

const { coded, outOfRange } = require('./errors.js');
const native = require('./native.js');
const { MAX_THREADS, integer, integerOrInfinity, optionsOf } = require('./options.js');

const MAX_COUNT = 0xffffffff;

/** @type {typeof import('../index.d.ts').configure} */
function configure(options) {
  const given = optionsOf('configure', options);
  const threads = integer('options.threads', given.threads, 1, MAX_THREADS);
  const priority = integer('options.priority', given.priority, 0, 19);
  const maxQueuedJobs = integerOrInfinity('options.maxQueuedJobs', given.maxQueuedJobs, 0);
  const maxQueuedBytes = integerOrInfinity('options.maxQueuedBytes', given.maxQueuedBytes, 1);
  const maxPasswordMemory = integerOrInfinity('options.maxPasswordMemory', given.maxPasswordMemory, 1);
  const most = threads ?? native.threads();
  const maxConcurrentJobs = integer('options.maxConcurrentJobs', given.maxConcurrentJobs, 1, most);
  if (threads !== undefined || priority !== undefined) {
    if (native.isStarted()) {
      throw coded(
        'ERR_INVALID_STATE',
        'Invalid state: threads and priority are fixed once the first job has started',
      );
    }
    native.setThreads(most, priority ?? native.nice());
  }
  const jobs = maxQueuedJobs === undefined ? undefined : Math.min(maxQueuedJobs, MAX_COUNT);
  native.setLimits(maxConcurrentJobs, jobs, maxQueuedBytes, maxPasswordMemory);
}

/** @type {typeof import('../index.d.ts').stats} */
function stats() {
  const { waitTime, runTime, ...counts } = native.stats();
  return { ...counts, waitTime: { ...waitTime }, runTime: { ...runTime } };
}

/** The number of threads that the environment asks for: the program need not be changed for it. */
function readEnvironment(text = process.env.OFFLOOP_THREADS) {
  if (text === undefined || text === '' || native.isStarted()) return;
  const threads = Number(text);
  if (!Number.isInteger(threads) || threads < 1 || threads > MAX_THREADS) {
    throw outOfRange('OFFLOOP_THREADS', `an integer >= 1 && <= ${MAX_THREADS}`, text);
  }
  native.setThreads(threads, native.nice());
}

module.exports = { configure, stats, readEnvironment };
