'use strict';

const { signalName } = require('./signals.js');

/**
 * How a child ended.
 * @typedef {object} Record
 * @property {string} reason `exit`, `signal`, `memory`, `cpu`, `time`, `start`, or that of `kill` and `terminate`
 * @property {number | null} exitCode
 * @property {string | null} signal
 * @property {number} peakMemory bytes, the most that was seen of it and its descendants together
 * @property {number} cpuMs milliseconds, of it and its descendants together
 * @property {number} wallMs milliseconds
 */

/**
 * @param {any[]} told as src/binding/child_events.rs tells it, times in microseconds
 * @returns {Record}
 */
function recordOf([reason, exitCode, signal, peakMemory, cpu, wall]) {
  return {
    reason: reason.toString(),
    exitCode: exitCode ?? null,
    signal: signal === undefined ? null : signalName(signal),
    peakMemory,
    cpuMs: cpu / 1000,
    wallMs: wall / 1000,
  };
}

module.exports = { recordOf };
