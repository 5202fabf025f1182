'use strict';

const { tracingChannel } = require('node:diagnostics_channel');

/** @typedef {import('node:diagnostics_channel').TracingChannel} TracingChannel */

const jobs = tracingChannel('offloop:job');

/**
 * Calls `job` and publishes its course on the tracing channel `offloop:job`. Without a subscriber this costs five reads
 * of a property.
 * @template T
 * @param {object} context
 * @param {() => Promise<T>} job
 * @returns {Promise<T>}
 */
function traced(context, job) {
  return hasSubscribers(jobs) ? jobs.tracePromise(job, context) : job();
}

/**
 * Whether anything subscribes to a tracing channel. Node has this as a property, but not yet in 20.3.
 * @param {TracingChannel} channels
 */
function hasSubscribers({ start, end, asyncStart, asyncEnd, error }) {
  return (
    start.hasSubscribers ||
    end.hasSubscribers ||
    asyncStart.hasSubscribers ||
    asyncEnd.hasSubscribers ||
    error.hasSubscribers
  );
}

module.exports = { hasSubscribers, traced };
