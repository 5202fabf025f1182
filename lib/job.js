'use strict';

const { AbortError, fromNative, throwIfAborted } = require('./errors.js');
const native = require('./native.js');
const { watchProgress } = require('./progress.js');
const { traced } = require('./tracing.js');

/** The options of a job that has none. @type {import('./options.js').JobOptions} */
const NO_OPTIONS = Object.freeze({});

/**
 * Calls `start` as an async function is called: an exception becomes a rejection. An async function would wrap the
 * promise that it returns in another one, and that costs the event loop a sixth of what a job does.
 * @template T
 * @param {() => Promise<T>} start
 * @returns {Promise<T>}
 */
function promised(start) {
  try {
    return start();
  } catch (error) {
    return Promise.reject(error);
  }
}

/**
 * Runs one native call to its end: it obeys the caller's signal, reports progress, is traced, and fails with errors of
 * lib/errors.js. Throws an AbortError, and starts nothing, where the signal is aborted already.
 * @template T
 * @param {Record<string, unknown>} context published to tracing subscribers
 * @param {import('./options.js').FileOptions} options
 * @param {(control?: import('./native').Control) => Promise<T>} start
 * @returns {Promise<T>}
 */
function run(context, options, start) {
  const { signal, onProgress } = options;
  throwIfAborted(signal);
  return traced(context, () =>
    signal === undefined && onProgress === undefined ? begin(start) : controlled(options, start),
  );
}

/**
 * Starts a native call. What it throws or rejects with is an error of lib/errors.js.
 * @template T
 * @param {(control?: import('./native').Control) => Promise<T>} start
 * @param {import('./native').Control} [control]
 */
function begin(start, control) {
  try {
    return settle(start(control));
  } catch (failure) {
    throw fromNative(failure);
  }
}

/**
 * Turns a native rejection into an error of lib/errors.js. Not an async function, for the reason that `promised` gives.
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
function settle(promise) {
  return promise.then(undefined, rethrow);
}

/**
 * @param {unknown} failure
 * @returns {never}
 */
function rethrow(failure) {
  throw fromNative(failure);
}

/**
 * @template T
 * @param {import('./options.js').FileOptions} options
 * @param {(control?: import('./native').Control) => Promise<T>} start
 */
async function controlled({ signal, onProgress }, start) {
  const control = new native.Control();
  const abort = () => control.cancel();
  signal?.addEventListener('abort', abort, { once: true });
  const progress = watchProgress(control, onProgress);
  try {
    const result = await begin(start, control);
    progress.finish();
    return result;
  } catch (error) {
    if (!(error instanceof AbortError)) throw error;
    throw progress.error ?? new AbortError(signal?.reason);
  } finally {
    progress.stop();
    signal?.removeEventListener('abort', abort);
  }
}

module.exports = { NO_OPTIONS, promised, run, settle };
