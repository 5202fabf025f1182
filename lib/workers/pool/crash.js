'use strict';

const { EXCEEDED } = require('../../process/limits.js');
const { WorkerCrashError } = require('./errors.js');

/** @typedef {import('./worker/thread.js').ExitRecord} ExitRecord */

/**
 * Why a pool or the system ended a worker: the code of the error, and what the worker did.
 * @type {Record<string, [code: string, text: string]>}
 */
const REASONS = {
  memory: [EXCEEDED.memory.code, 'used more memory than its limit'],
  cpu: [EXCEEDED.cpu.code, 'used more CPU time than its limit'],
  time: [EXCEEDED.time.code, 'ran longer than its limit'],
  output: [EXCEEDED.output.code, 'wrote more output than its limit'],
  protocol: ['ERR_WORKER_PROTOCOL', 'sent what is no message of a worker'],
  message: ['ERR_WORKER_MESSAGE_TOO_LARGE', 'sent a message larger than its limit'],
  unresponsive: ['ERR_WORKER_CRASHED', 'was ended with a task that kept its event loop'],
  heap: ['ERR_WORKER_OUT_OF_MEMORY', 'ran out of memory for JavaScript objects'],
};

/** What V8, or the C++ library, writes before it aborts for want of memory. */
const OUT_OF_HEAP = /(heap|process) out of memory|bad_alloc|invalid size error|Last few GCs/;

/**
 * The error for a task whose worker ended.
 * @param {ExitRecord} record
 * @param {{ id: number }} worker its WorkerInfo
 * @param {{ name?: string, attempt?: number }} [task]
 */
function crashError(record, worker, { name, attempt } = {}) {
  const [code, text] = explain(record);
  const task = name === undefined ? '' : ` while it ran "${name}"`;
  const detail = record.error === undefined ? '' : `: ${record.error?.message ?? record.error}`;
  return new WorkerCrashError(code, `Worker ${worker.id} ${text}${task}${detail}`, {
    cause: record.error,
    reason: record.reason,
    exitCode: record.exitCode,
    signal: record.signal,
    oom: isOutOfMemory(code),
    stderr: record.stderr,
    ...pick(record, ['peakMemory', 'cpuMs', 'wallMs']),
    task: name,
    attempts: attempt,
    worker,
  });
}

/**
 * @param {ExitRecord} record
 * @returns {[code: string, text: string]}
 */
function explain(record) {
  const { reason, error, signal, exitCode } = record;
  if (Object.hasOwn(REASONS, reason)) return REASONS[reason];
  if (isOutOfHeap(record)) return REASONS.heap;
  if (error !== undefined) return ['ERR_WORKER_CRASHED', 'crashed'];
  if (signal !== null) return ['ERR_WORKER_CRASHED', `was ended by ${signal}`];
  return ['ERR_WORKER_EXITED', `exited with code ${exitCode}`];
}

/** @param {ExitRecord} record */
function isOutOfHeap({ error, signal, stderr }) {
  if (error?.code === 'ERR_WORKER_OUT_OF_MEMORY') return true;
  return signal !== null && signal !== 'SIGKILL' && OUT_OF_HEAP.test(stderr);
}

/** @param {string} code */
function isOutOfMemory(code) {
  return code === 'ERR_WORKER_OUT_OF_MEMORY' || code === EXCEEDED.memory.code;
}

/**
 * @param {Record<string, any>} object
 * @param {string[]} names
 */
function pick(object, names) {
  return Object.fromEntries(
    names.filter((name) => object[name] !== undefined).map((name) => [name, object[name]]),
  );
}

module.exports = { crashError, explain, isOutOfMemory };
