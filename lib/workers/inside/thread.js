'use strict';

// Where a worker thread of a pool begins.

const { parentPort } = require('node:worker_threads');
const { post, receiveAll } = require('../wire/thread-values.js');
const { serve } = require('./serve.js');

/** @type {import('./serve.js').Port} */
const port = {
  post: (message, transfer) => post(parentPort, message, transfer),
  drained: () => null,
  close,
};
serve(port);

/** Deno's port has no `close`: its threads are ended. */
function close() {
  if (parentPort?.close === undefined) process.exit();
  parentPort.close();
}

parentPort?.on('message', (data) => receiveAll(data, (message) => port.onMessage?.(message)));
