'use strict';

const { InvalidArgumentError } = require('commander');
const { MAX_DELAY } = require('../options.js');

/** The arguments are wrong or do not go together. Nothing was done. */
class UsageError extends Error {}

const MIB = 1024 * 1024;
/** @type {Record<string, number>} */
const SIZES = { '': 1, k: 1024, m: MIB, g: 1024 * MIB, t: 1024 * 1024 * MIB };
/** @type {Record<string, number>} */
const TIMES = { ms: 1, '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Bytes: a number, with K, M, G or T for powers of 1024.
 * @param {string} text
 */
function size(text) {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([kmgt]?)(?:i?b)?$/i.exec(text) ?? refuse('such as 512M or 2G');
  return Math.round(Number(number) * SIZES[unit.toLowerCase()]);
}

/**
 * As `size`, in whole MiB. It is rounded down, since a limit must not allow more than was asked for; sizes
 * that would become 0 are refused.
 * @param {number} min
 * @param {number} max
 * @returns {(text: string) => number}
 */
function mebibytes(min, max) {
  return (text) => {
    const bytes = size(text);
    if (bytes < min * MIB || (bytes > 0 && bytes < MIB)) refuse(`${min === 0 ? '0, or ' : ''}1M or more`);
    if (bytes > max * MIB) refuse(`${max}M or less`);
    return Math.floor(bytes / MIB);
  };
}

/**
 * Milliseconds: a number of seconds, or with ms, s, m, h or d, as timeout(1) has it. Timers wait for no more than 24 days.
 * @param {number} min
 * @returns {(text: string) => number}
 */
function duration(min) {
  return (text) => {
    const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|[smhd]?)$/.exec(text) ?? refuse('such as 500ms, 10s or 2m');
    const time = Math.round(Number(number) * TIMES[unit]);
    if (time < min || time > MAX_DELAY) refuse(`a time, ${min}ms to 24d`);
    return time;
  };
}

/**
 * An integer, within bounds where there are some.
 * @param {number} [min]
 * @param {number} [max]
 * @returns {(text: string) => number}
 */
function integer(min = -Infinity, max = Infinity) {
  return (text) => {
    const number = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
    if (!(number >= min && number <= max)) refuse(`a whole number${within(min, max)}`);
    return number;
  };
}

/**
 * @param {number} min
 * @param {number} max
 */
function within(min, max) {
  if (min === -Infinity) return '';
  return max === Infinity ? `, ${min} or more` : `, ${min} to ${max}`;
}

/**
 * @param {string} expected
 * @returns {never}
 */
function refuse(expected) {
  throw new InvalidArgumentError(`Expected ${expected}.`);
}

/**
 * The end of a file's name. With a slash it would put a file in another folder.
 * @param {string} text
 */
function suffix(text) {
  return text === '' || text.includes('/') ? refuse('characters other than /, such as .gz') : text;
}

/**
 * The values of an option that can be given several times.
 * @param {string} value
 * @param {string[]} [before]
 */
function repeated(value, before = []) {
  return [...before, value];
}

/**
 * As `repeated`, of paths: an empty one, as of a variable that is not set, is none.
 * @param {string} value
 * @param {string[]} [before]
 */
function repeatedPath(value, before) {
  return value === '' ? refuse('a path, which is not empty') : repeated(value, before);
}

module.exports = { UsageError, duration, integer, mebibytes, repeated, repeatedPath, size, suffix };
