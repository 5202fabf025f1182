'use strict';

const { promisify } = require('node:util');
const { onAbort } = require('./abort.js');
const { AbortError, fromNative, throwIfAborted } = require('./errors.js');
const native = require('./native.js');
const { traced } = require('./tracing.js');

/** The options of a job that has none. @type {import('./options.js').JobOptions} */
const NO_OPTIONS = Object.freeze({});

/** The shortest time between two reports of progress, in milliseconds. */
const PROGRESS_INTERVAL = 50;

/** For calls without `onProgress`. */
const UNWATCHED = { finish() {}, stop() {}, error: /** @type {unknown} */ (undefined) };

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
 * A function of a name that has a callback in node: `util.promisify`, which code that moves here often applies to it, gives
 * the function itself. Its promise would wait for a callback that is never called.
 * @template {Function} F
 * @param {F} call
 * @returns {F}
 */
function promiseFunction(call) {
  return Object.defineProperty(call, promisify.custom, { value: call, configurable: true });
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
  const forget = onAbort(signal, () => control.cancel());
  const progress = watchProgress(control, onProgress);
  try {
    const result = await begin(start, control);
    progress.finish();
    return result;
  } catch (error) {
    if (!(error instanceof AbortError)) throw error;
    control.countAbort();
    throw progress.error ?? new AbortError(signal?.reason);
  } finally {
    progress.stop();
    forget();
  }
}

/**
 * Reports how far a job is to `onProgress(bytesDone, bytesTotal)`: while it runs whenever that has changed, and once at
 * its end. An exception of the callback cancels the job and is kept in `error`.
 * @param {{ cancel(): void, progress(): import('./native').Progress }} control
 * @param {Function} [onProgress]
 */
function watchProgress(control, onProgress) {
  if (onProgress === undefined) return UNWATCHED;
  // A file that is not open yet has no known size, and there is nothing to report.
  let last = 0;
  const watch = {
    /** @type {unknown} */
    error: undefined,
    finish() {
      const { done, total } = control.progress();
      onProgress(done, total);
    },
    stop() {
      clearInterval(timer);
    },
  };
  const timer = setInterval(() => {
    const { done, total } = control.progress();
    if (done === last) return;
    last = done;
    try {
      onProgress(done, total);
    } catch (error) {
      watch.error = error;
      watch.stop();
      control.cancel();
    }
  }, PROGRESS_INTERVAL);
  return watch;
}

module.exports = { NO_OPTIONS, promiseFunction, promised, run, settle };
