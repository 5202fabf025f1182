'use strict';

const { startNative } = require('./spawn.js');
const { recordOf } = require('./exit-record.js');
const { GRACE, signalNumber } = require('./signals.js');
const { startOutcome } = require('./start-outcome.js');
const { streamOf } = require('./stdio.js');

/** A child process. It has its streams at once, and its pid when it has started. */
class Child {
  #handle;
  #command;
  #started;

  /**
   * @param {import('./spawn.js').NativeChild} child
   * @param {import('./start-outcome.js').Command} command
   */
  constructor({ handle, ends, started, ended }, command) {
    this.#handle = handle;
    this.#command = command;
    this.#started = started;
    this.stdin = streamOf(ends[0], 0);
    this.stdout = streamOf(ends[1], 1);
    this.stderr = streamOf(ends[2], 2);
    /** Never rejects. Keeps the process alive only after `ref()`. */
    this.ended = ended.then(recordOf);
    this.ended.then(() => handle.unref());
  }

  /**
   * Settles when the command runs: with its pid and the isolation that was applied. Rejects when it does not run, with an
   * error of its own for each read. Keeps the process alive until then.
   */
  get started() {
    return startOutcome(this.#started, this.#command);
  }

  /**
   * Signals the child and its process group. False when it has ended.
   * @param {string | number} [signal]
   * @param {string} [reason] recorded as the reason of its end
   */
  kill(signal = 'SIGTERM', reason) {
    return this.#handle.kill(signalNumber('signal', signal), reason);
  }

  /**
   * Signals the child and its process group, and kills them after `grace` milliseconds.
   * @param {{ signal?: string | number, grace?: number, reason?: string }} [how]
   */
  terminate({ signal = 'SIGTERM', grace = GRACE, reason = 'terminated' } = {}) {
    return this.#handle.terminate(signalNumber('signal', signal), grace, reason);
  }

  /**
   * Limits its processor time and time from now on, in milliseconds; 0 for no limit.
   * @param {number} cpuMs
   * @param {number} wallMs
   */
  budget(cpuMs, wallMs) {
    this.#handle.budget(cpuMs, wallMs);
  }

  /** Bytes of memory that it and its descendants use. */
  memory() {
    return this.#handle.memory();
  }

  ref() {
    this.#handle.ref();
  }

  unref() {
    this.#handle.unref();
  }
}

/**
 * Starts a child without blocking the loop. Every failure rejects `started`.
 * @param {import('./spawn.js').Settings} settings checked
 * @returns {Child}
 */
function start(settings) {
  const { file, args } = settings;
  return new Child(startNative(settings), { file, args });
}

module.exports = { start };
