'use strict';

// Where a worker thread of a pool begins.

const { parentPort } = require('node:worker_threads');
const { WAKE } = require('../wire/results/ring.js');
const { ResultWriter } = require('../wire/results/writer.js');
const { post, receiveAll } = require('../wire/thread-values.js');
const { listenForGood } = require('./listen-for-good.js');
const { serve } = require('./serve.js');

/** How many messages were posted, modulo 2 ** 32. */
let posted = 0;
/** @type {InstanceType<typeof ResultWriter> | undefined} */
let results;
let areMore = () => false;

/** @type {import('./serve.js').Port} */
const port = {
  post(message, transfer) {
    post(parentPort, message, transfer);
    posted = (posted + 1) >>> 0;
  },
  share(shared, areTasksWaiting) {
    results = new ResultWriter(shared, () => parentPort?.postMessage(WAKE));
    areMore = areTasksWaiting;
  },
  // The last result costs more that way, as the pool has to be woken for it anyway.
  postResult: (id, value, time) =>
    areMore() && results !== undefined && results.write(posted, id, value, time),
  drained: () => null,
  close,
};
serve(port);

/** Deno's port has no `close`: its threads are ended. */
function close() {
  if (parentPort?.close === undefined) process.exit();
  parentPort.close();
}

if (parentPort !== null)
  listenForGood(parentPort, {
    message: (data) => receiveAll(data, (message) => port.onMessage?.(message)),
    // A value that V8 wrote and cannot read: which task it was for is not known, so the worker ends, and its tasks with it.
    messageerror(error) {
      throw error;
    },
  });
