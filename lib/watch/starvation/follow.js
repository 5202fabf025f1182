'use strict';

// What wrappers of functions do that give jobs to libuv's threads.

const { isPromise } = require('node:util').types;
const { invoke } = require('../timed/disguise.js');

/** @typedef {InstanceType<typeof import('./jobs.js').OpenJobs>} OpenJobs */
/** @typedef {NonNullable<ReturnType<OpenJobs['start']>>} Job */
/** What a wrapper does. @typedef {(target: Function, self: any, args: any[], newTarget?: Function) => unknown} Wrapping */

const { apply } = Reflect;
const { then } = Promise.prototype;

/**
 * For a function that is given a callback as its last argument, or returns a promise. Other calls do their work at once.
 * @param {OpenJobs} jobs
 * @param {string} name
 * @returns {Wrapping}
 */
function followCalls(jobs, name) {
  return (target, self, args, newTarget) => {
    if (newTarget !== undefined) return invoke(target, self, args, newTarget);
    if (typeof args.at(-1) === 'function') return untilCallback(jobs, jobs.start(name), target, self, args);
    const result = apply(target, self, args);
    return isPromise(result) ? untilSettled(jobs, jobs.start(name), result) : result;
  };
}

/**
 * @param {OpenJobs} jobs
 * @param {Job | undefined} job
 * @param {Function} target
 * @param {any} self
 * @param {any[]} args
 */
function untilCallback(jobs, job, target, self, args) {
  const callback = args.at(-1);
  if (job === undefined || typeof callback !== 'function') return apply(target, self, args);
  args[args.length - 1] = /** @this {unknown} @param {unknown[]} results */ function (...results) {
    return jobs.callBack(job, () => apply(callback, this, results));
  };
  try {
    const result = apply(target, self, args);
    jobs.onGiven();
    return result;
  } catch (error) {
    jobs.end(job);
    throw error;
  }
}

/**
 * A promise of the same, so that a rejection that nobody handles stays one.
 * @param {OpenJobs} jobs
 * @param {Job | undefined} job
 * @param {Promise<unknown>} promise
 */
function untilSettled(jobs, job, promise) {
  if (job === undefined) return promise;
  jobs.onGiven();
  const settled = (/** @type {unknown} */ value) => {
    jobs.end(job);
    return value;
  };
  const failed = (/** @type {unknown} */ error) => {
    jobs.end(job);
    throw error;
  };
  return apply(then, promise, [settled, failed]);
}

module.exports = { followCalls, untilCallback };
