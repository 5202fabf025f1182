'use strict';

const { fork } = require('node:child_process');
const { join } = require('node:path');
const { Worker } = require('node:worker_threads');

const FILE = join(__dirname, 'echo-raw.js');

/** Node's own worker and process: messages come back in the order in which they were sent. */
function rawThread() {
  const worker = new Worker(FILE);
  return { run: inOrder(worker, (value) => worker.postMessage(value)), close: () => worker.terminate() };
}

function rawProcess() {
  const child = fork(FILE, { serialization: 'advanced' });
  return { run: inOrder(child, (value) => child.send(value)), close: () => child.kill() };
}

function inOrder(emitter, send) {
  const waiting = [];
  emitter.on('message', (value) => waiting.shift()(value));
  return (value) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      send(value);
    });
}

module.exports = { rawProcess, rawThread };
