'use strict';

const { PassThrough } = require('node:stream');

/** @typedef {ReturnType<typeof import('../process/child.js').start>} Child */

/** The running command of a call of `execFile`: `promise.child`. */
class Command {
  /** @type {Child | undefined} */
  #child;

  /** @param {any} options not checked yet */
  constructor(options) {
    /** @type {number | undefined} */
    this.pid = undefined;
    /** @type {object | undefined} what was applied, once it runs */
    this.isolation = undefined;
    /** @type {import('../process/child.js').ExitRecord | undefined} how it ended, once it has */
    this.record = undefined;
    /** Whether a signal was sent to it by `kill`. */
    this.killed = false;
    this.stdin = placeholder(options?.stdin);
    this.stdout = placeholder(options?.stdout);
    this.stderr = placeholder(options?.stderr);
  }

  /**
   * Signals the command and all of its process group. False when it has ended.
   * @param {string | number} [signal]
   */
  kill(signal) {
    const sent = this.#child?.kill(signal) ?? false;
    this.killed ||= sent && signal !== 0;
    return sent;
  }

  /** @param {Child} child */
  attach(child) {
    this.#child = child;
    this.stdin &&= child.stdin ?? this.stdin;
    this.stdout &&= child.stdout ?? this.stdout;
    this.stderr &&= child.stderr ?? this.stderr;
    // A command need not read all of its input.
    child.stdin?.on('error', () => {});
  }

  /**
   * Waits until it runs, or it is known why it does not.
   * @returns {Promise<Error | undefined>} why not
   */
  async started() {
    try {
      Object.assign(this, await this.#child?.started);
    } catch (/** @type {any} */ error) {
      return error;
    }
  }
}

/**
 * A stream that has ended, used until the command has one, and for good where the command is not started.
 * @param {unknown} kind
 * @returns {import('node:stream').Duplex | null}
 */
function placeholder(kind) {
  return kind === 'stream' ? new PassThrough().destroy() : null;
}

module.exports = { Command };
