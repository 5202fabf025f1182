'use strict';

// Where a worker thread of a pool begins.

const { parentPort } = require('node:worker_threads');
const { post, receiveAll } = require('../wire/thread-values.js');
const { serve } = require('./serve.js');

/** @type {import('./serve.js').Port} */
const port = {
  post: (message, transfer) => post(parentPort, message, transfer),
  drained: () => null,
  close: () => parentPort?.close(),
};
serve(port);
parentPort?.on('message', (data) => receiveAll(data, (message) => port.onMessage?.(message)));
