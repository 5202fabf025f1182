'use strict';

const { constants } = require('node:os');
const { coded, invalidType } = require('../errors.js');

/** The time between a signal to end a process and SIGKILL, in milliseconds. */
const GRACE = 500;

const NUMBERS = /** @type {Record<string, number>} */ (constants.signals);

/**
 * The number of a signal that is given by name, in any case, or by number.
 * @param {string} name of the option
 * @param {unknown} signal
 */
function signalNumber(name, signal) {
  if (typeof signal === 'number') {
    if (signal === 0 || Object.values(NUMBERS).includes(signal)) return signal;
    throw coded('ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`);
  }
  if (typeof signal !== 'string') throw invalidType(name, 'one of type string or number', signal);
  const number = NUMBERS[signal.toUpperCase()];
  if (number === undefined) throw coded('ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`);
  return number;
}

/**
 * As `signalNumber`, but not 0, which ends nothing: as in node it only asks whether a process is there.
 * @param {string} name of the option
 * @param {unknown} signal
 */
function endingSignal(name, signal) {
  if (signal === 0) throw coded('ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`);
  return signalNumber(name, signal);
}

/**
 * The name of a signal, as node gives it.
 * @param {number} number
 */
function signalName(number) {
  return Object.keys(NUMBERS).find((name) => NUMBERS[name] === number) ?? `SIG${number}`;
}

module.exports = { GRACE, endingSignal, signalName, signalNumber };
