'use strict';

const { descriptorSocket } = require('./descriptor-socket.js');
const { GRACE, signalName, signalNumber } = require('./signals.js');
const { spawn } = require('./spawn.js');
const { startOutcome } = require('./start-outcome.js');

/**
 * How a child ended.
 * @typedef {object} ExitRecord
 * @property {string} reason `exit`, `signal`, `memory`, `cpu`, `time`, `start`, or the one given to `kill` or `terminate`
 * @property {number | null} exitCode
 * @property {string | null} signal
 * @property {number} peakMemory the highest bytes of memory seen of it and its descendants together
 * @property {number} cpuMs milliseconds, of it and its descendants together
 * @property {number} wallMs milliseconds
 */

/** A child process. It has its streams at once, and its pid when it has started. */
class Child {
  #handle;
  #command;
  #reads;
  #started;

  /**
   * @param {import('./spawn.js').NativeChild} child
   * @param {import('./start-outcome.js').Command} command
   * @param {string[]} reads what it may read besides the system's programs
   */
  constructor({ handle, ends, started, ended }, command, reads) {
    this.#handle = handle;
    this.#command = command;
    this.#reads = reads;
    this.#started = started;
    this.stdin = streamOf(ends[0], 0);
    this.stdout = streamOf(ends[1], 1);
    this.stderr = streamOf(ends[2], 2);
    /** Never rejects. Keeps the process alive only after `ref()`. */
    this.ended = ended.then(exitRecordOf);
    this.ended.then(() => handle.unref());
  }

  /**
   * Settles when the command runs: with its pid and the isolation that was applied. Rejects when it does not run, with a
   * new error for each read. Keeps the process alive until then.
   */
  get started() {
    return startOutcome(this.#started, this.#command, this.#reads);
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

  /**
   * Limits its processor time from now on, in milliseconds, as of one that should do nothing: that is looked at only from
   * time to time.
   * @param {number} cpuMs
   */
  idle(cpuMs) {
    this.#handle.idle(cpuMs);
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
  const { file, args, sandbox } = settings;
  const reads = [...(sandbox?.read ?? []), ...(sandbox?.packages ?? []), ...(sandbox?.write ?? [])];
  return new Child(spawn(settings), { file, args }, reads);
}

/**
 * @param {import('../native').ExitRecord} native
 * @returns {ExitRecord}
 */
function exitRecordOf({ reason, exitCode, signal, peakMemory, cpuMs, wallMs }) {
  return {
    reason,
    exitCode: exitCode ?? null,
    signal: signal === undefined ? null : signalName(signal),
    peakMemory,
    cpuMs,
    wallMs,
  };
}

/**
 * A stream over our end of a pipe, which it closes.
 * @param {number} descriptor -1 for none
 * @param {number} number the child's: 0 is written to, 1 and 2 are read
 */
function streamOf(descriptor, number) {
  if (descriptor < 0) return null;
  const writable = number === 0;
  return descriptorSocket({ fd: descriptor, readable: !writable, writable });
}

module.exports = { start };
