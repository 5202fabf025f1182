'use strict';

// Wrappers of functions that programs call for small data thousands of times a second. Each has a body of its own, which V8
// compiles into the caller, and hands what is short straight on: the wrapper that the others share costs as much as a short call.

const { isProxy } = require('node:util').types;

/** @typedef {InstanceType<typeof import('./calls.js').TimedCalls>} TimedCalls */
/** Times a call in full. @typedef {ReturnType<TimedCalls['timing']>} Timing */
/** @typedef {(original: any, timing: Timing, calls: TimedCalls) => Function} Hot */

/** Characters of text that are parsed or made in less than a tenth of a millisecond. */
const SHORT_TEXT = 8192;
/** Elements that are sorted in about a tenth of a millisecond. */
const SHORT_ARRAY = 1000;
/** Bytes that are searched in less than a tenth of a millisecond. */
const SHORT_BYTES = 64 * 1024;

/** @type {Hot} */
function hotParse(original, timing) {
  return {
    parse(/** @type {unknown} */ text, /** @type {unknown} */ reviver) {
      const isShort = typeof text === 'string' && text.length < SHORT_TEXT;
      return isShort ? original(text, reviver) : timing(original, this, [text, reviver]);
    },
  }.parse;
}

/**
 * How long it will take is known when it has returned. The clock is read before it as long as calls with much text come.
 * @type {Hot}
 */
function hotStringify(original, timing, calls) {
  return {
    stringify(/** @type {unknown} */ value, /** @type {unknown} */ replacer, /** @type {unknown} */ space) {
      if (calls.isExact) return timing(original, this, [value, replacer, space]);
      const text = original(value, replacer, space);
      if (typeof text === 'string' && text.length >= SHORT_TEXT) calls.onText('JSON.stringify', text.length);
      return text;
    },
  }.stringify;
}

/** @type {Hot} */
function hotSort(original, timing) {
  return {
    sort(/** @type {unknown} */ compare) {
      return isLong(this) ? timing(original, this, [compare]) : Reflect.apply(original, this, [compare]);
    },
  }.sort;
}

/**
 * `indexOf`, `includes` and `lastIndexOf` of a Buffer.
 * @type {Hot}
 */
function hotSearch(original, timing) {
  // It can be called with `new`, as the original.
  return /** @this {any} @param {unknown[]} args */ function (...args) {
    const isLarge = ArrayBuffer.isView(this) && this.byteLength >= SHORT_BYTES;
    return isLarge ? timing(original, this, args) : Reflect.apply(original, this, args);
  };
}

/**
 * Whether an array, of numbers too, has so many elements that to sort it takes time. A proxy would see that its length is read.
 * @param {any} array
 */
function isLong(array) {
  const isArray = Array.isArray(array) || ArrayBuffer.isView(array);
  return isArray && !isProxy(array) && /** @type {any} */ (array).length >= SHORT_ARRAY;
}

module.exports = { SHORT_TEXT, isLong, hotParse, hotSearch, hotSort, hotStringify };
