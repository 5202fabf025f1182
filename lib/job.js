'use strict';

const { AbortError, fromNative } = require('./errors.js');
const native = require('./native.js');
const { watchProgress } = require('./progress.js');
const { traced } = require('./tracing.js');

/**
 * Calls it as an async function: what it throws is a rejection. One more promise, which is what an async function makes
 * of the one that it returns, would cost the event loop a sixth of what a job does.
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
 * Runs one native call to its end: with the caller's signal and progress, our errors, and traces.
 * @template T
 * @param {Record<string, unknown>} context what a tracing subscriber is told
 * @param {import('./options.js').FileOptions} options
 * @param {(control?: import('./native').Control) => Promise<T>} start
 * @returns {Promise<T>}
 */
function run(context, options, start) {
  return traced(context, () => {
    const { signal, onProgress } = options;
    return signal === undefined && onProgress === undefined ? begin(start) : controlled(options, start);
  });
}

/**
 * A native call with our errors, thrown or rejected with.
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
 * A native promise with our errors. Not an async function, which would cost the event loop as much again.
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
  if (signal?.aborted) throw new AbortError(signal.reason);
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

module.exports = { promised, run, settle };
