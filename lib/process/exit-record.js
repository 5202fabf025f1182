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
 * @param {import('../native').ExitRecord} native
 * @returns {Record}
 */
function recordOf({ reason, exitCode, signal, peakMemory, cpuMs, wallMs }) {
  return {
    reason,
    exitCode: exitCode ?? null,
    signal: signal === undefined ? null : signalName(signal),
    peakMemory,
    cpuMs,
    wallMs,
  };
}

module.exports = { recordOf };
