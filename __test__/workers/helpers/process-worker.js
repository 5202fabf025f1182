'use strict';

const path = require('node:path');
const { ERROR, FAILED, INIT, LOST, READY, REFUSED, RUN } = require('../../../lib/workers/wire/messages.js');
const { poolSettings } = require('../../../lib/workers/pool/options/pool-options.js');
const { start } = require('../../../lib/workers/pool/worker/process.js');
const { rebuild } = require('../../../lib/workers/wire/rebuild-error.js');

const TASKS = path.join(__dirname, '../fixtures/process-tasks.js');

/** A worker process without a pool around it. */
class Worker {
  output = { stdout: '', stderr: '' };
  #lastId = 0;
  #calls = new Map();
  #onReady;
  #onFailed;

  constructor(settings) {
    this.ready = new Promise((resolve, reject) => {
      this.#onReady = resolve;
      this.#onFailed = reject;
    });
    this.ready.catch(() => {});
    const { file = TASKS, ...options } = settings;
    let onExit = (_record) => {};
    this.ended = new Promise((resolve) => {
      onExit = resolve;
    });
    this.ended.then((record) => this.#onFailed(record));
    this.backing = start(poolSettings(file, options), {
      onMessage: (message) => this.#receive(message),
      onExit: (record) => onExit(record),
      onOutput: (stream, chunk) => (this.output[stream] += chunk),
    });
    this.backing.post([INIT, file, settings.workerData, 0]);
  }

  /** The result of a task, or its error. Never settles if the worker ends before. */
  run(name, ...args) {
    return this.send(name, args);
  }

  send(name, args, transfer) {
    this.#lastId += 1;
    const id = this.#lastId;
    this.backing.post([RUN, id, name, args, 1], transfer);
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
    });
  }

  /** @param {any[]} message */
  #receive([tag, id, value, description]) {
    if (tag === READY) this.#onReady();
    else if (tag === FAILED) this.#onFailed(rebuild(id));
    else if (tag === ERROR) this.#calls.get(id)?.reject(rebuild(value));
    else if (tag === LOST) this.#calls.get(id)?.reject(value);
    else if (tag === REFUSED) this.#calls.get(id)?.reject(rebuild(description));
    else this.#calls.get(id)?.resolve(value);
  }
}

const started = [];

/** A worker that is ready. */
async function startWorker(settings = {}) {
  const worker = new Worker(settings);
  started.push(worker);
  await worker.ready;
  return worker;
}

/** Ends all that were started; for `afterEach`. */
async function endAll() {
  await Promise.all(
    started.splice(0).map((worker) => {
      worker.backing.kill('test');
      return worker.ended;
    }),
  );
}

module.exports = { TASKS, startWorker, endAll };
