'use strict';

const { coded, invalidType, invalidValue, outOfRange } = require('./errors.js');

// Checks of options and arguments: each gives the value, or undefined where there is none, or throws node's error for it.

/** @typedef {import('./option-names.js').Call} Call */
/** @typedef {{ signal?: AbortSignal, transfer?: boolean }} JobOptions */
/** @typedef {{ signal?: AbortSignal, onProgress?: Function }} FileOptions */

/** @type {typeof import('./option-names.js') | undefined} */
let table;

/** The table of names. It is made for the first call that has options: many programs have none. */
const names = () => (table ??= require('./option-names.js'));

/** More threads than this are a mistake. */
const MAX_THREADS = 1024;
/** The largest integer of 32 bits with a sign, which much of node and of operating systems counts with. */
const MAX_INT32 = 2 ** 31 - 1;
/** The longest time that node's timers can wait, in milliseconds. */
const MAX_DELAY = MAX_INT32;

/**
 * The options object of a call, which has no names that the call does not know: `{}` for none.
 * @param {Call} call
 * @param {any} options
 * @returns {Record<string, any>}
 */
function optionsOf(call, options) {
  if (options === undefined) return {};
  return refuseUnknown(call, object('options', options));
}

/**
 * The object itself, if it has no name that the call does not know: a misspelled name must not be ignored, since what
 * it asked for may be protection. Inherited names are not checked.
 * @template {Record<string, any>} T
 * @param {Call} call
 * @param {T} options
 * @returns {T}
 */
function refuseUnknown(call, options) {
  const known = names().namesKnownTo(call);
  for (const name in options) {
    if (known.has(name) || !Object.hasOwn(options, name)) continue;
    throw require('./unknown-option.js').unknownOption(call, name);
  }
  return options;
}

/**
 * @param {string} name
 * @param {any} value
 * @returns {any} an object, but not an array; or undefined
 */
function object(name, value) {
  if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value)))
    throw invalidType(name, 'of type object', value);
  return value;
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {number} min
 * @param {number} max
 * @returns {number | undefined} an integer within the bounds, or undefined when none was given
 */
function integer(name, value, min, max) {
  if (value === undefined) return undefined;
  return requiredInteger(name, value, min, max);
}

/**
 * As `integer`, of a value that must be given.
 * @param {string} name
 * @param {unknown} value
 * @param {number} min
 * @param {number} max
 * @returns {number}
 */
function requiredInteger(name, value, min, max) {
  if (typeof value !== 'number') throw invalidType(name, 'of type number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
  return value;
}

/**
 * As `integer` without a maximum, and Infinity.
 * @param {string} name
 * @param {unknown} value
 * @param {number} min
 * @returns {number | undefined}
 */
function integerOrInfinity(name, value, min) {
  return value === Infinity ? Infinity : integer(name, value, min, Number.MAX_SAFE_INTEGER);
}

/**
 * A time in milliseconds, as long as a timer can wait, or Infinity.
 * @param {string} name
 * @param {unknown} value
 * @returns {number | undefined}
 */
function duration(name, value) {
  return value === Infinity ? Infinity : integer(name, value, 0, MAX_DELAY);
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean} false when none was given
 */
function boolean(name, value) {
  if (value === undefined) return false;
  if (typeof value !== 'boolean') throw invalidType(name, 'of type boolean', value);
  return value;
}

/**
 * @param {string} name
 * @param {any} value
 * @returns {string | undefined}
 */
function string(name, value) {
  return value === undefined ? undefined : requiredString(name, value);
}

/**
 * @param {string} name
 * @param {any} value
 * @returns {string[] | undefined} a copy
 */
function strings(name, value) {
  const items = array(name, value);
  return items && eachOf(name, items, requiredString);
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function requiredString(name, value) {
  if (typeof value !== 'string') throw invalidType(name, 'of type string', value);
  return value;
}

/**
 * What `read` makes of each item of a list, whose place it gets as a name. A place without a value is undefined for it, and
 * refused; `map` would leave it out.
 * @template T
 * @param {string} name
 * @param {any[]} items
 * @param {(name: string, item: any) => T} read
 */
function eachOf(name, items, read) {
  return Array.from(items, (item, index) => read(`${name}[${index}]`, item));
}

/**
 * @param {string} name
 * @param {any} value
 * @returns {any[] | undefined}
 */
function array(name, value) {
  if (value !== undefined && !Array.isArray(value)) throw invalidType(name, 'an instance of Array', value);
  return value;
}

/**
 * @template {string} T
 * @param {string} name
 * @param {any} value
 * @param {readonly T[]} choices
 * @returns {T | undefined} one of the choices
 */
function oneOf(name, value, choices) {
  const chosen = /** @type {T | undefined} */ (string(name, value));
  if (chosen === undefined || choices.includes(chosen)) return chosen;
  throw invalidValue(name, `must be one of: ${choices.map((choice) => `'${choice}'`).join(', ')}`, value);
}

/**
 * @param {string} name
 * @param {any} value
 * @returns {((...args: any[]) => any) | undefined}
 */
function callback(name, value) {
  if (value !== undefined && typeof value !== 'function') throw invalidType(name, 'of type function', value);
  return value;
}

/**
 * A copy of the options of a call that count, inherited ones too.
 * @param {import('./option-names.js').Call} call
 * @param {Record<string, any>} options
 * @returns {Record<string, any>}
 */
function copyOf(call, options) {
  const given = names().NAMES[call].filter((name) => options[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, options[name]]));
}

/**
 * Refuses an argument that other packages' functions of this name have behind ours, and that would be ignored.
 * @param {readonly unknown[]} rest the arguments behind the last one that counts
 * @param {string} name its name there
 * @param {string} advice reads after "is not taken: "
 */
function refuseMore(rest, name, advice) {
  if (rest.length === 0 || rest[0] === undefined) return;
  throw coded('ERR_INVALID_ARG_VALUE', `The argument '${name}' is not taken: ${advice}`);
}

/** @param {readonly unknown[]} rest */
function refuseCallback(rest) {
  refuseMore(rest, 'callback', 'the call returns a promise, so await it');
}

/**
 * @param {any} value
 * @returns {AbortSignal | undefined}
 */
function signalOf(value) {
  if (value === undefined) return undefined;
  if (typeof value?.aborted !== 'boolean' || typeof value.addEventListener !== 'function')
    throw invalidType('options.signal', 'an instance of AbortSignal', value);
  return value;
}

/**
 * What every call on data in memory takes.
 * @param {Record<string, any>} options
 * @returns {JobOptions}
 */
function jobOptions({ signal, transfer }) {
  return { signal: signalOf(signal), transfer: boolean('options.transfer', transfer) };
}

/**
 * What every call on files takes.
 * @param {Record<string, any>} options
 * @returns {FileOptions}
 */
function fileOptions({ signal, onProgress }) {
  return { signal: signalOf(signal), onProgress: callback('options.onProgress', onProgress) };
}

module.exports = {
  MAX_DELAY,
  MAX_INT32,
  MAX_THREADS,
  optionsOf,
  refuseUnknown,
  array,
  boolean,
  callback,
  copyOf,
  refuseCallback,
  refuseMore,
  duration,
  eachOf,
  integer,
  integerOrInfinity,
  object,
  oneOf,
  requiredInteger,
  string,
  strings,
  signalOf,
  jobOptions,
  fileOptions,
};
