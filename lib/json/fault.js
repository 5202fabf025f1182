'use strict';

const { coded } = require('../errors.js');

/** Keeps every fault away from the beginning, where V8's message has other words. */
const SPACE = ' '.repeat(24);
/** Text after the fault that V8 may read, in bytes. */
const AFTER = 64;
/** Text before it, in bytes: enough for what V8 shows even where it begins within a character. */
const BEFORE = 48;
/** UTF-16 units that V8 shows on either side of a fault. */
const SHOWN = 10;

/**
 * The error that JSON.parse would throw, word for word. JSON.parse reads a short document that leads to the same fault;
 * then the positions and the excerpt in its message are corrected.
 * @param {import('../native').JsonDocument} text
 * @param {import('../native').JsonFault} fault
 * @returns {Error}
 */
function syntaxError(text, fault) {
  const { at, from, units, prefix } = fault;
  // V8 shows all of so short a document, and has special messages for some.
  if (units <= 2 * SHOWN) return errorOf(text.utf8(0, text.length));
  const before = SPACE + prefix;
  const rest = behind(text, from, at);
  const { message } = errorOf(before + rest);
  return new SyntaxError(placed(message, before.length, fault, text));
}

/**
 * What JSON.parse throws.
 * @param {string} text
 * @returns {Error}
 */
function errorOf(text) {
  try {
    JSON.parse(text);
  } catch (error) {
    return /** @type {Error} */ (error);
  }
  return coded('ERR_INTERNAL', 'JSON.parse accepts what the scan refused: please report this document');
}

/**
 * @param {string} message
 * @param {number} shift where the fault's text begins in the short document
 * @param {import('../native').JsonFault} fault
 * @param {import('../native').JsonDocument} text
 */
function placed(message, shift, fault, text) {
  const { at, from, unitsBefore, units, line, column } = fault;
  const position = /at position (\d+)/.exec(message);
  if (position !== null) {
    const moved = Number(position[1]) - shift;
    return message
      .replace(position[0], `at position ${unitsBefore + moved}`)
      .replace(/\(line \d+ column \d+\)/, `(line ${line} column ${column + moved})`);
  }
  const shown = /^(Unexpected token .+?), (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s.exec(message);
  if (shown === null) return message;
  const token = shown[1];
  // After a backslash, a character that is not Latin-1 is itself the fault.
  const place = text.utf8(at, at + 1) === '\\' && !token.endsWith("'\\'") ? at + 1 : at;
  const unitsTo = unitsBefore + text.utf8(from, place).length;
  return `${token}, ${surroundings(text, place, unitsTo, units)} is not valid JSON`;
}

/**
 * The text around a fault as V8 shows it.
 * @param {import('../native').JsonDocument} text
 * @param {number} at in bytes
 * @param {number} place the same in units
 * @param {number} units of the whole document
 */
function surroundings(text, at, place, units) {
  const before = text.utf8(Math.max(0, at - BEFORE), at).slice(-SHOWN);
  const after = behind(text, at, at);
  const head = place < SHOWN ? '' : '...';
  const tail = place >= units - SHOWN ? '' : '...';
  return `${head}"${before}${after.slice(0, SHOWN)}"${tail}`;
}

/**
 * The text from `start` to `AFTER` bytes behind `at`.
 * @param {import('../native').JsonDocument} text
 * @param {number} start
 * @param {number} at
 * @returns {string}
 */
function behind(text, start, at) {
  return text.utf8(start, Math.min(at + AFTER, text.length));
}

module.exports = { errorOf, syntaxError };
