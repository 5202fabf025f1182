'use strict';

const { setImmediate: nextTurn } = require('node:timers/promises');
const { types } = require('node:util');
const { mapHost } = require('./host.js');
const { MapRun } = require('./map-run.js');
const { mapCall, sourceOf } = require('./map-options.js');

/** How many results a reader gets in one turn of the loop at most. */
const TURN = 256;

/** @typedef {InstanceType<typeof import('../scheduling/scheduler.js').Scheduler>} Scheduler */
/** @typedef {InstanceType<typeof import('../call-site.js').CallSite>} CallSite */
/** @typedef {InstanceType<typeof MapRun>} Run */

/**
 * The results of all items, in their order: a typed array for the batches of one, and else an array.
 * @param {Scheduler} scheduler
 * @param {CallSite} site
 * @param {unknown[]} args name, items and options
 */
async function mapAll(scheduler, site, args) {
  const call = mapCall('WorkerPool#map', args, scheduler.settings);
  const { items, batch, settle } = call;
  const results = batch && !settle && types.isTypedArray(items) ? new TypedResults(items) : new ListResults();
  const run = new MapRun(mapHost(scheduler, call, site), sourceOf(call, scheduler.settings), call, Infinity);
  try {
    for (let chunk = await run.next(); chunk !== undefined; chunk = await run.next()) results.add(chunk);
  } finally {
    await run.close();
  }
  return results.values;
}

/** Results in an array. */
class ListResults {
  /** @type {unknown[]} */
  values = [];

  /** @param {import('./map-run.js').OpenChunk} chunk */
  add({ values }) {
    for (const value of values) this.values.push(value);
  }
}

/** Results in a typed array of the class and length of the items. */
class TypedResults {
  values;

  /** @param {any} items */
  constructor(items) {
    this.values = Buffer.isBuffer(items) ? Buffer.alloc(items.length) : new items.constructor(items.length);
  }

  /** @param {import('./map-run.js').OpenChunk} chunk */
  add({ start, values }) {
    this.values.set(values, start);
  }
}

/**
 * The results one by one. The source is not looked at before the first `next`.
 * @param {Scheduler} scheduler
 * @param {CallSite} site
 * @param {unknown[]} args name, items and options
 */
function mapEach(scheduler, site, args) {
  const call = mapCall('WorkerPool#mapStream', args, scheduler.settings);
  const host = mapHost(scheduler, call, site);
  return endingAtOnce(() => new MapRun(host, sourceOf(call, scheduler.settings), call, call.ahead));
}

/**
 * A generator keeps `return` and `throw` waiting for a `next` before them, and that may be waiting for the source without end:
 * here they end what it waits for first.
 * @param {() => Run} make
 */
function endingAtOnce(make) {
  /** @type {Run | undefined} */
  let run;
  const results = resultsOf(() => (run = make()));
  const end = results.return.bind(results);
  const fail = results.throw.bind(results);
  return Object.assign(results, {
    /** @type {typeof end} */
    return: (value) => {
      run?.leave();
      return end(value);
    },
    /** @type {typeof fail} */
    throw: (error) => {
      run?.leave();
      return fail(error);
    },
  });
}

/** @param {() => Run} start */
async function* resultsOf(start) {
  const run = start();
  let given = 0;
  try {
    for (let chunk = await run.next(); chunk !== undefined; chunk = await run.next()) {
      for (const value of chunk.values) {
        yield value;
        given += 1;
        if (given % TURN === 0) await nextTurn();
      }
    }
  } finally {
    await run.close();
  }
}

module.exports = { mapAll, mapEach };
