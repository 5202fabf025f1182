'use strict';

const { types } = require('node:util');

/** Where a call was made in the caller's code. It is captured at the call, and formatted only for an error. */
class CallSite {
  /** What `Error.captureStackTrace` sets. */
  stack = '';

  /**
   * A method may capture it itself: each frame between makes that more expensive.
   * @param {Function} called the function whose caller's frames are kept
   */
  static of(called) {
    const site = new CallSite();
    Error.captureStackTrace(site, called);
    return site;
  }

  /**
   * Adds the caller's frames to the stack of an error from a worker.
   * @param {any} error
   */
  extend(error) {
    if (types.isNativeError(error)) setStack(error, `${error.stack}\n${this.#frames()}`);
    return error;
  }

  /**
   * Makes the caller's frames the stack of an error of the pool itself.
   * @template {Error} E
   * @param {E} error
   */
  mark(error) {
    const { code } = /** @type {any} */ (error);
    const name = code === undefined ? error.name : `${error.name} [${code}]`;
    setStack(error, `${name}: ${error.message}\n${this.#frames()}`);
    return error;
  }

  #frames() {
    return this.stack.slice(this.stack.indexOf('\n') + 1);
  }
}

/**
 * @param {Error} error
 * @param {string} value
 */
function setStack(error, value) {
  Object.defineProperty(error, 'stack', { value, writable: true, configurable: true });
}

module.exports = { CallSite };
