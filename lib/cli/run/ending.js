'use strict';

const { bytesText } = require('../format-units.js');

const MIB = 1024 * 1024;

/** @type {Record<string, (given: Record<string, any>) => string>} */
const LIMITS = {
  memory: ({ memory }) => `it used more than ${bytesText(memory * MIB)} of memory`,
  cpu: ({ cpu }) => `it used more than ${seconds(cpu)} of processor time`,
  time: ({ timeout }) => `its time of ${seconds(timeout)} was over`,
};

/**
 * Why a command was ended; undefined where it ended by its own exit.
 * @param {{ reason: string, signal: string | null }} error
 * @param {Record<string, any>} given
 */
function explain({ reason, signal }, given) {
  if (reason in LIMITS) return `the command was ended: ${LIMITS[reason](given)}`;
  return reason === 'signal' ? `the command was ended by ${signal}` : undefined;
}

/**
 * What a command has used.
 * @param {import('../../process/child.js').ExitRecord} record
 */
function reportOf({ reason, exitCode, signal, peakMemory, cpuMs, wallMs }) {
  const end = signal === null ? `exit code ${exitCode}` : signal;
  return `${reason} (${end}), ${seconds(wallMs)}, ${seconds(cpuMs)} of processor time, ${bytesText(peakMemory)} of memory`;
}

/** @param {number} milliseconds */
function seconds(milliseconds) {
  return `${Number((milliseconds / 1000).toFixed(3))} s`;
}

module.exports = { explain, reportOf };
