'use strict';

const { inspect } = require('node:util');
const { TaskDataError, TaskNotFoundError, WorkerPoolError } = require('../workers/errors.js');

/** Names of errors by which BullMQ knows that the processor has moved the job. A task cannot do that. */
const OF_MOVED_JOBS = ['DelayedError', 'WaitingError', 'WaitingChildrenError'];

/** BullMQ does not try a job again after an error of this name. */
const FINAL = 'UnrecoverableError';

/** NUL characters, and halves of surrogate pairs. */
const ODD = /\0|\p{Surrogate}/gu;
/** What Unicode has in place of a character that cannot be shown. */
const REPLACEMENT = '\ufffd';

/**
 * The error that a job fails with in BullMQ, which keeps its message, its stack, and whether the job is tried again.
 * @param {unknown} thrown what the task ended with
 * @param {{ signal?: AbortSignal, isUnrecoverable(error: Error): unknown }} run
 * @returns {Promise<Error>}
 */
async function failureOf(thrown, run) {
  return storable(await reasonOf(thrown, run));
}

/**
 * @param {unknown} thrown
 * @param {{ signal?: AbortSignal, isUnrecoverable(error: Error): unknown }} run
 * @returns {Promise<Error>}
 */
async function reasonOf(thrown, { signal, isUnrecoverable }) {
  if (signal?.aborted && isAbort(thrown)) return final(cancelled(thrown, signal.reason));
  const error = thrown instanceof Error ? thrown : new Error(`The task threw ${inspect(thrown)}`);
  if (OF_MOVED_JOBS.includes(error.name)) return notMoved(error);
  const isFinal = isHopeless(error) || Boolean(await isUnrecoverable(error));
  if (error instanceof WorkerPoolError) error.message = withDetails(error);
  // BullMQ takes an empty message for none, and shows its own event in place of it.
  if (error.message === '')
    define(error, 'message', `The task threw an error without a message: ${error.name}`);
  return isFinal ? final(error) : error;
}

/** @param {any} thrown */
function isAbort(thrown) {
  return thrown?.code === 'ABORT_ERR';
}

/**
 * Who cancels a job does not want it to be tried again.
 * @param {any} error
 * @param {unknown} reason
 */
function cancelled(error, reason) {
  error.message = typeof reason === 'string' ? `The job was cancelled: ${reason}` : 'The job was cancelled';
  return error;
}

/** @param {Error} error */
function notMoved(error) {
  const message =
    `A task cannot move its job, and threw a ${error.name}: throw another error, and the job's ` +
    '`attempts` and `backoff` say when it runs again';
  return new Error(message, { cause: error });
}

/**
 * Whether another attempt would end in the same way.
 * @param {any} error
 */
function isHopeless(error) {
  const isOfCall = error instanceof TaskNotFoundError || error instanceof TaskDataError;
  return isOfCall || error?.code === 'ERR_ISOLATION_UNAVAILABLE';
}

/** The message with what else is known: BullMQ keeps no other property. @param {any} error */
function withDetails({ message, code, peakMemory }) {
  const memory = peakMemory === undefined ? '' : `, peakMemory ${peakMemory}`;
  return `${message} [${code}${memory}]`;
}

/**
 * The same error, of which BullMQ makes the job's end.
 * @param {Error} error
 * @returns {Error}
 */
function final(error) {
  return define(error, 'name', FINAL);
}

/**
 * The same error, without what PostgreSQL does not keep: the job would stay until its lock has expired, and run again.
 * @param {Error} error
 */
function storable(error) {
  for (const property of /** @type {const} */ (['message', 'stack'])) {
    const text = error[property];
    const kept = typeof text === 'string' ? text.replace(ODD, REPLACEMENT) : text;
    if (kept !== text) define(error, property, String(kept));
  }
  return error;
}

/**
 * Those of a DOMException cannot be assigned.
 * @param {Error} error
 * @param {'name' | 'message' | 'stack'} property
 * @param {string} value
 */
function define(error, property, value) {
  return Object.defineProperty(error, property, { value, configurable: true, writable: true });
}

/**
 * An error that stops nothing, as an event. As with BullMQ's worker it is a warning where nobody listens.
 * @param {import('node:events').EventEmitter} emitter
 * @param {any} error
 */
function reportError(emitter, error) {
  if (emitter.listenerCount('error') > 0) emitter.emit('error', error);
  // Its text: node takes no error object of another realm.
  else process.emitWarning(String(error?.message ?? error), { type: error?.name, code: error?.code });
}

module.exports = { failureOf, final, isHopeless, reportError };
