'use strict';

const { startNative } = require('./native-start.js');
const { recordOf } = require('./record.js');
const { GRACE, signalNumber } = require('./signals.js');
const { startOutcome } = require('./start-outcome.js');
const { streamOf } = require('./stdio.js');

/** A child process: its streams are there at once, its pid when it has started. */
class Child {
  /**
   * @param {import('./native-start.js').Handle} handle
   * @param {number[]} ends
   * @param {Promise<{ pid: number, isolation: object }>} started
   * @param {Promise<import('./record.js').Record>} ended
   */
  constructor(handle, ends, started, ended) {
    this.handle = handle;
    this.stdin = streamOf(ends[0], 0);
    this.stdout = streamOf(ends[1], 1);
    this.stderr = streamOf(ends[2], 2);
    /** Rejects when no command runs. Keeps the process open until then. */
    this.started = started;
    /** Never rejects; keeps the process open only after `ref()`. */
    this.ended = ended;
  }

  /**
   * Signals the child and its process group. False when it has ended.
   * @param {string | number} [signal]
   * @param {string} [reason] recorded as the reason of its end
   */
  kill(signal = 'SIGTERM', reason) {
    return this.handle.kill(signalNumber('signal', signal), reason);
  }

  /**
   * Signals the child and its process group, and kills them after `grace` milliseconds.
   * @param {{ signal?: string | number, grace?: number, reason?: string }} [how]
   */
  terminate({ signal = 'SIGTERM', grace = GRACE, reason = 'terminated' } = {}) {
    return this.handle.terminate(signalNumber('signal', signal), grace, reason);
  }

  /**
   * Gives it so much processor time and time from now on, in milliseconds; 0 for no limit.
   * @param {number} cpuMs
   * @param {number} wallMs
   */
  budget(cpuMs, wallMs) {
    this.handle.budget(cpuMs, wallMs);
  }

  /** Bytes of memory that it and its descendants use now. */
  memory() {
    return this.handle.memory();
  }

  ref() {
    this.handle.ref();
  }

  unref() {
    this.handle.unref();
  }
}

/**
 * Starts a child, without stopping the loop. Whatever goes wrong rejects `started`.
 * @param {import('./native-start.js').Settings} settings checked
 * @returns {Child}
 */
function start(settings) {
  const { file, args } = settings;
  const { handle, ends, started, ended } = startNative(settings);
  const outcome = started.then((value) => startOutcome(value, { file, args }));
  // Who does not ask whether it started learns of it from its end.
  outcome.catch(() => {});
  const end = ended.then(recordOf);
  end.then(() => handle.unref());
  return new Child(handle, ends, outcome, end);
}

module.exports = { start };
