'use strict';

/** Signals by which a user or the system ends a program. */
const ENDING = /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Does work that has something to clear away when a signal ends the program: the work is aborted, and when it is over the
 * program ends by that signal. A second signal ends it at once.
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function interruptible(work) {
  const controller = new AbortController();
  /** @type {NodeJS.Signals | undefined} */
  let received;
  const abort = (/** @type {NodeJS.Signals} */ name) => {
    if (received !== undefined) dieOf(name);
    received = name;
    controller.abort();
  };
  for (const name of ENDING) process.on(name, abort);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of ENDING) process.off(name, abort);
    if (received !== undefined) dieOf(received);
  }
}

/**
 * Ends this process by a signal, so that a shell sees what happened.
 * @param {NodeJS.Signals} name
 */
function dieOf(name) {
  // Removing the last listener restores the default action, also of SIGPIPE, which Node ignores at first.
  process.on(name, () => {});
  process.removeAllListeners(name);
  process.kill(process.pid, name);
}

module.exports = { ENDING, dieOf, interruptible };
