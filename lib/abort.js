'use strict';

/**
 * The callbacks of each signal, in the order in which they were given. All calls with a signal share one listener:
 * of more than ten listeners node warns that they might be a leak.
 * @type {WeakMap<AbortSignal, Set<() => void>>}
 */
const CALLBACKS = new WeakMap();

/**
 * Has `callback` called once when the signal is aborted, unless the function that is returned is called before. The
 * signal is not aborted yet.
 * @param {AbortSignal | undefined} signal
 * @param {() => void} callback
 * @returns {() => void}
 */
function onAbort(signal, callback) {
  if (signal === undefined) return () => {};
  const callbacks = CALLBACKS.get(signal) ?? listen(signal);
  // The same function may be given twice.
  const own = () => callback();
  callbacks.add(own);
  return () => {
    if (callbacks.delete(own) && callbacks.size === 0) stopListening(signal);
  };
}

/** @param {AbortSignal} signal */
function listen(signal) {
  /** @type {Set<() => void>} */
  const callbacks = new Set();
  CALLBACKS.set(signal, callbacks);
  signal.addEventListener('abort', callAll, { once: true });
  return callbacks;
}

/** @param {AbortSignal} signal */
function stopListening(signal) {
  CALLBACKS.delete(signal);
  signal.removeEventListener('abort', callAll);
}

/**
 * The listener of all signals.
 * @this {AbortSignal}
 */
function callAll() {
  const callbacks = CALLBACKS.get(this) ?? new Set();
  CALLBACKS.delete(this);
  // A callback may remove others.
  for (const callback of callbacks) call(callback);
}

/**
 * As with an EventTarget, an exception of a callback is uncaught, and the other callbacks are still called.
 * @param {() => void} callback
 */
function call(callback) {
  try {
    callback();
  } catch (error) {
    process.nextTick(() => {
      throw error;
    });
  }
}

module.exports = { onAbort };
