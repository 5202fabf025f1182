'use strict';

const { join } = require('node:path');
const { WorkerPool } = require('offloop');
const { LIMITS } = require('./runaways.js');

/**
 * Work that is JavaScript, away from the event loop: a pool of processes for each kind, none of which starts before the
 * first request. Where more requests wait than `maxQueue`, the next is answered with 503.
 */
function createPools() {
  return {
    /** Code of our own: what it needs is its time, so a process with a time limit does. */
    render: new WorkerPool(task('render'), { maxWorkers: 1, maxQueue: 20, taskTimeout: 5000 }),

    /**
     * Code of a stranger: it may compute, and nothing else. Each formula has a process of its own, so that none
     * finds what the one before it left behind.
     */
    formula: new WorkerPool(task('formula'), {
      maxWorkers: 1,
      maxQueue: 20,
      recycleAfter: { tasks: 1 },
      sandbox: true,
      limits: { memoryMb: 256, cpuMs: 500, timeoutMs: 2000, messageMb: 1 },
    }),

    /** Code that goes wrong for certain, to see it stopped. */
    runaway: new WorkerPool(task('runaway'), {
      maxWorkers: 1,
      maxQueue: 20,
      recycleAfter: { tasks: 1 },
      sandbox: true,
      limits: { ...LIMITS, messageMb: 1 },
    }),

    /** Files of strangers, read by a decoder: the sandbox is for the day when one gets the better of it. */
    thumbnail: new WorkerPool(task('thumbnail'), {
      maxWorkers: 1,
      maxQueue: 20,
      sandbox: true,
      limits: { memoryMb: 1024, timeoutMs: 10_000, messageMb: 32 },
    }),
  };
}

function task(name) {
  return join(__dirname, 'tasks', `${name}.js`);
}

module.exports = { createPools };
