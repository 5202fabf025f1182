'use strict';

const { UsageError } = require('../arguments.js');
const { processOptionsOf } = require('../process/options.js');

/**
 * The options of execFile for those of the command line.
 * @param {Record<string, any>} given
 */
function optionsOf(given) {
  const { limits, ...options } = processOptionsOf(given);
  return {
    ...options,
    stdin: /** @type {const} */ ('inherit'),
    stdout: /** @type {const} */ ('inherit'),
    stderr: /** @type {const} */ ('inherit'),
    limits: { ...limits, cpuMs: given.cpu, timeoutMs: given.timeout },
    killSignal: given.signal === undefined ? undefined : signalOf(given.signal),
    grace: given.killAfter,
  };
}

/** @param {string} name with or without SIG, or a number */
function signalOf(name) {
  const { signals } = require('node:os').constants;
  if (/^\d+$/.test(name) && Object.values(signals).some((number) => number === Number(name)))
    return Number(name);
  const full = /** @type {NodeJS.Signals} */ (name.toUpperCase().replace(/^(SIG)?/, 'SIG'));
  if (!(full in signals))
    throw new UsageError(`unknown signal '${name}': use a name such as SIGINT, or a number`);
  return full;
}

module.exports = { optionsOf };
