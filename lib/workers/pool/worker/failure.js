'use strict';

const { EXCEEDED } = require('../../../process/limits.js');
const { WorkerCrashError, WorkerStartError } = require('../../errors.js');
const { describe } = require('../../wire/describe-error.js');
const { rebuild } = require('../../wire/rebuild-error.js');

/** @typedef {import('./isolation-kinds.js').ExitRecord} ExitRecord */

/**
 * Reasons for which a pool or the system ends a worker: the code of the error, and what its message says of the worker.
 * @type {Record<string, [code: string, text: string]>}
 */
const REASONS = {
  memory: [EXCEEDED.memory.code, 'used more memory than limits.memoryMb'],
  cpu: [EXCEEDED.cpu.code, 'used more processor time than limits.cpuMs'],
  time: [EXCEEDED.time.code, 'ran longer than limits.timeoutMs'],
  processes: [EXCEEDED.processes.code, 'had more processes and threads than limits.processes'],
  output: [EXCEEDED.output.code, 'wrote more output than limits.outputMb'],
  protocol: ['ERR_WORKER_PROTOCOL', 'broke the message protocol'],
  message: ['ERR_WORKER_MESSAGE_TOO_LARGE', 'sent a message larger than limits.messageMb'],
  unresponsive: ['ERR_WORKER_CRASHED', 'was ended because a cancelled task blocked its event loop'],
  heap: ['ERR_WORKER_OUT_OF_MEMORY', 'ran out of memory for JavaScript objects'],
};

/** What V8 or the C++ library writes before it aborts because memory is exhausted. */
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
    reason: reasonOf(record),
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
  if (error !== undefined || reason === 'error') return ['ERR_WORKER_CRASHED', 'crashed'];
  if (signal !== null) return ['ERR_WORKER_CRASHED', `was ended by ${signal}`];
  return ['ERR_WORKER_EXITED', `exited with code ${exitCode}`];
}

/**
 * What ended it, in the same words for threads and processes: a full heap ends a thread by an error, and a process by a
 * signal.
 * @param {ExitRecord} record
 */
function reasonOf(record) {
  return !Object.hasOwn(REASONS, record.reason) && isOutOfHeap(record) ? 'heap' : record.reason;
}

/** @param {ExitRecord} record */
function isOutOfHeap({ error, signal, stderr }) {
  if (error?.code === 'ERR_WORKER_OUT_OF_MEMORY') return true;
  return signal !== null && signal !== 'SIGKILL' && OUT_OF_HEAP.test(stderr);
}

/**
 * The payload of the event `workerExit`.
 * @param {{ id: number }} worker its WorkerInfo
 * @param {ExitRecord} record
 */
function exitInfo(worker, record) {
  const { exitCode, signal, error, peakMemory, cpuMs, wallMs } = record;
  const reason = reasonOf(record);
  const oom = isOutOfMemory(explain(record)[0]);
  return { ...worker, reason, exitCode, signal, oom, error, peakMemory, cpuMs, wallMs };
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

/** Codes of starts for which another try cannot help. */
const FINAL = /^ERR_(ACCESS_DENIED|ISOLATION_\w+)$/;

/**
 * Why no worker became ready.
 * @typedef {{ cause: any, isFinal: boolean }} StartFailure `isFinal`: this machine cannot isolate processes as was asked,
 *   or node does not permit a start. The worker file may throw an error with the same code, which is not final.
 */

/**
 * @param {InstanceType<typeof import('./pool-worker.js').PoolWorker>} worker
 * @param {ExitRecord} record
 * @returns {StartFailure}
 */
function startFailure({ ending, info }, record) {
  // Anything may be thrown, null and undefined too.
  if (ending.failure !== undefined) return { cause: ending.failure.error, isFinal: false };
  const cause = record.error ?? crashError(record, info);
  return { cause, isFinal: record.reason === 'start' && FINAL.test(record.error?.code) };
}

/**
 * The error for a task or a call of `ready()` whose workers could not be started. Each gets an error of its own, because
 * each has the stack of its call; one that is final is copied.
 * @param {StartFailure} failure
 * @param {{ file: string, name: string }} pool
 * @returns {Error}
 */
function startFailed({ cause, isFinal }, { file, name }) {
  if (isFinal) return rebuild(describe(cause));
  const which = `Worker file ${file} of the pool "${name}"`;
  const reason = cause?.message ?? (cause ? String(cause) : `it threw ${cause}`);
  const message = `The worker could not be started: ${reason}. ${which}`;
  return new WorkerStartError('ERR_WORKER_START', message, { cause, file, pool: name });
}

/**
 * The record of a worker of which there is nothing.
 * @param {any} error
 * @returns {ExitRecord}
 */
function neverStarted(error) {
  return { reason: 'start', exitCode: null, signal: null, stderr: '', error };
}

/**
 * The record of a worker with the error that nothing in it caught, which may be undefined. That ends a process by an exit.
 * @param {ExitRecord} record
 * @param {{ error: unknown }} uncaught
 * @returns {ExitRecord}
 */
function withUncaught(record, { error }) {
  return { ...record, error, reason: record.reason === 'exit' ? 'error' : record.reason };
}

module.exports = { crashError, exitInfo, neverStarted, startFailed, startFailure, withUncaught };
