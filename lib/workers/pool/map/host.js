'use strict';

const { PoolTask } = require('../task.js');
const { traced } = require('../tracing.js');
const { poolClosed } = require('../../errors.js');

/** @typedef {import('./map-run.js').OpenChunk} OpenChunk */

/**
 * The pool, as a call of `map` sees it: its chunks are tasks like any other.
 * @param {InstanceType<typeof import('../scheduling/scheduler.js').Scheduler>} scheduler
 * @param {import('./map-options.js').MapCall} call
 * @param {InstanceType<typeof import('../call-site.js').CallSite>} site
 * @returns {import('./map-run.js').Host}
 */
function mapHost(scheduler, call, site) {
  const { name, args, batch, settle } = call;
  const mode = batch ? 'batch' : settle ? 'settle' : 'stop';
  let isOfMapBegun = false;
  /** @type {(error: Error) => void} */
  let endMap;
  /** @param {OpenChunk} chunk */
  const submit = (chunk) => {
    const { start, count, items, transfer } = chunk;
    // The signal is of the whole call.
    const options = { ...call.options, signal: undefined, transfer };
    const context = { ...call.context, items: count };
    return traced(context, (resolve, reject) => {
      const sink = { resolve, reject, item() {}, message() {} };
      chunk.task = new PoolTask(
        { name, args, options, context },
        { sink, site, chunk: { start, count, items, mode, isOfMapBegun } },
      );
      scheduler.submit(chunk.task);
    });
  };
  return {
    submit: /** @type {import('./map-run.js').Host['submit']} */ (submit),
    cancel: (task, error, reason) => scheduler.drop(task, 'cancelled', error, reason),
    hasRoom: () => !scheduler.tasks.isFull,
    begin: (end) => {
      endMap = (error) => end(site.mark(error));
      isOfMapBegun = scheduler.tasks.beginMap(endMap);
      if (!isOfMapBegun) endMap(poolClosed());
    },
    end: () => isOfMapBegun && scheduler.tasks.endMap(endMap),
  };
}

module.exports = { mapHost };
