'use strict';

const { tracingChannel } = require('node:diagnostics_channel');

const channels = tracingChannel('offloop:job');
const { start, end, asyncStart, asyncEnd, error } = channels;

/**
 * Calls `job`, publishing its life on the tracing channel `offloop:job`; when nobody listens that costs a look.
 * @template T
 * @param {object} context
 * @param {() => Promise<T>} job
 * @returns {Promise<T>}
 */
function traced(context, job) {
  return isListenedTo() ? channels.tracePromise(job, context) : job();
}

function isListenedTo() {
  return (
    start.hasSubscribers ||
    end.hasSubscribers ||
    asyncStart.hasSubscribers ||
    asyncEnd.hasSubscribers ||
    error.hasSubscribers
  );
}

module.exports = { traced };
