'use strict';

const path = require('node:path');
const { Worker } = require('node:worker_threads');
const { requirePermission } = require('../../../permission.js');
const { environmentOf } = require('../../../process/env.js');
const { Claims, ThreadWord } = require('../../wire/claims.js');
const { HeldMessages, isPlain } = require('../../wire/held-messages.js');
const { RESULT } = require('../../wire/messages.js');
const { ResultReader } = require('../../wire/results/reader.js');
const { SHARED_BYTES, WAKE } = require('../../wire/results/ring.js');
const { post, postAll, unpack } = require('../../wire/thread-values.js');
const { StderrTail } = require('./output.js');

const BOOTSTRAP = path.join(__dirname, '..', '..', 'bootstrap', 'thread.js');

/** @typedef {import('./isolation-kinds.js').Handlers} Handlers */
/** @typedef {import('./isolation-kinds.js').Backing} Backing */

/**
 * Starts a worker thread.
 * @param {import('../options/pool-options.js').PoolSettings} settings
 * @param {Handlers} handlers
 * @returns {Backing}
 */
function start({ name, nice, env, argv, execArgv, resourceLimits }, handlers) {
  requirePermission('worker');
  const worker = new Worker(BOOTSTRAP, {
    name,
    env: environmentOf(env, undefined),
    argv,
    execArgv,
    resourceLimits,
    stdout: true,
    stderr: true,
  });
  const shared = new SharedArrayBuffer(SHARED_BYTES);
  const held = new HeldMessages((batch) => postAll(worker, batch));
  const tail = new StderrTail();
  /** @type {string | undefined} */
  let killed;
  /** The error that nothing in it caught. @type {{ error: any } | undefined} */
  let uncaught;
  for (const stream of [worker.stdout, worker.stderr]) releaseProcess(stream);
  worker.stdout.on('data', (chunk) => handlers.onOutput('stdout', chunk, worker.stdout));
  worker.stderr.on('data', (chunk) => {
    tail.add(chunk);
    handlers.onOutput('stderr', chunk, worker.stderr);
  });
  const results = new ResultReader(shared, {
    onResult: (id, value, time) => handlers.onMessage([RESULT, id, value, time]),
    // No message has this name.
    onViolation: () => handlers.onMessage([undefined]),
  });
  worker.on('message', (data) => {
    if (data === WAKE) results.woken();
    else results.around(() => handlers.onMessage(unpack(data)));
  });
  // V8 writes some values that it cannot read, and which task sent one is not known.
  worker.on('messageerror', () => handlers.onMessage([undefined]));
  worker.on('error', (error) => {
    uncaught = { error };
  });
  worker.on('exit', (exitCode) => {
    results.readAll();
    const reason = killed ?? (uncaught === undefined ? 'exit' : 'error');
    handlers.onExit({ reason, exitCode, signal: null, stderr: tail.text(), error: uncaught?.error });
  });
  return {
    info: { pid: process.pid, threadId: worker.threadId },
    nice,
    ready() {},
    claims: new Claims(new ThreadWord(shared)),
    shared,
    post(message, transfer, later) {
      if (later && isPlain(message)) return held.add(message);
      held.flush();
      post(worker, message, transfer);
    },
    drained: () => null,
    kill(reason) {
      killed ??= reason;
      worker.terminate();
    },
    budget() {},
    idle() {},
    memory: () => undefined,
    ref: () => worker.ref(),
    unref: () => worker.unref(),
  };
}

/**
 * Reading a thread's output keeps the process alive while the thread lives, even after `unref`. Node marks the streams that
 * it pipes itself, which must not; the same mark is set here.
 * @param {any} stream
 */
function releaseProcess(stream) {
  const marks = Object.getOwnPropertySymbols(stream);
  const mark = marks.find(({ description }) => description === 'kIncrementsPortRef');
  if (mark !== undefined) stream[mark] = false;
}

module.exports = { start };
