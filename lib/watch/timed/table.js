'use strict';

// The functions that are timed where they are called. A debugger cannot see into them: they look at no interrupts until they
// return. RegExp and the methods of strings are not among them: V8 has fast paths that end when they are replaced.

const { SHORT_TEXT, isLong, hotParse, hotSearch, hotSort, hotStringify } = require('./hot.js');

/**
 * A group of functions.
 * @typedef {object} Timed
 * @property {() => object} holder
 * @property {string | RegExp} names of its functions
 * @property {(name: string) => string} label
 * @property {(args: any[], result: any, self: any) => number | undefined} [size] bytes, characters or elements of the data
 * @property {(args: any[], self: any) => boolean} [isShort] whether a call is so small that it is not timed
 * @property {(result: any) => boolean} [isQuick] whether a call with this result has not taken long
 * @property {import('./hot.js').Hot} [hot] makes the wrapper, which hands short calls straight on
 */

/** Bytes that are digested in less than a tenth of a millisecond. */
const SHORT_DATA = 32 * 1024;

/** @type {Timed[]} */
const TIMED = [
  {
    holder: () => JSON,
    names: 'parse',
    label: () => 'JSON.parse',
    size: ([text]) => sizeOf(text),
    hot: hotParse,
  },
  {
    holder: () => JSON,
    names: 'stringify',
    label: () => 'JSON.stringify',
    size: (_args, result) => sizeOf(result),
    // Where getters and `toJSON` of the program take long, samples see them.
    isQuick: (text) => typeof text === 'string' && text.length < SHORT_TEXT,
    hot: hotStringify,
  },
  {
    holder: () => globalThis,
    names: 'structuredClone',
    label: (name) => name,
    size: ([value]) => sizeOf(value),
  },
  {
    holder: () => Array.prototype,
    names: 'sort',
    label: () => 'Array.sort',
    size: (_args, _result, self) => self.length,
    hot: hotSort,
  },
  sorting(() => Array.prototype, /^toSorted$/),
  sorting(() => Object.getPrototypeOf(Uint8Array.prototype), /^(sort|toSorted)$/),
  {
    holder: () => Buffer.prototype,
    names: /^(indexOf|includes|lastIndexOf)$/,
    label: (name) => `Buffer.${name}`,
    size: (_args, _result, self) => self.byteLength,
    hot: hotSearch,
  },
  {
    // Node has none with --jitless.
    holder: () => /** @type {any} */ (globalThis).WebAssembly ?? {},
    names: 'Module',
    label: () => 'WebAssembly.Module',
    size: ([bytes]) => sizeOf(bytes),
  },
  { holder: () => Atomics, names: 'wait', label: () => 'Atomics.wait' },
  // Node parses it by a function that it has taken before.
  {
    holder: () => /** @type {any} */ (require('node:module'))._extensions,
    names: '.json',
    label: () => 'require',
  },
  ofModule('zlib', /Sync$/, ([data]) => sizeOf(data)),
  ofModule('crypto', /Sync$/, () => undefined),
  ofModule('crypto', 'hash', ([, data]) => sizeOf(data)),
  digest(() => require('node:crypto').Hash.prototype),
  digest(() => require('node:crypto').Hmac.prototype),
  ofModule('fs', /Sync$/, ([, data], result) => sizeOf(result) ?? sizeOf(data)),
  ofModule('child_process', /^(spawn|exec|execFile|fork|.*Sync)$/, () => undefined),
];

/**
 * @param {string} module
 * @param {string | RegExp} names
 * @param {(args: any[], result: any) => number | undefined} size
 * @returns {Timed}
 */
function ofModule(module, names, size) {
  return { holder: () => require(`node:${module}`), names, label: (name) => `${module}.${name}`, size };
}

/**
 * @param {() => object} holder
 * @param {RegExp} names
 * @returns {Timed}
 */
function sorting(holder, names) {
  return {
    holder,
    names,
    label: (name) => `Array.${name}`,
    size: (_args, _result, self) => self.length,
    isShort: (_args, self) => !isLong(self),
  };
}

/**
 * `update` of a digest, which is one function for those of createHash and of createHmac.
 * @param {() => object} holder
 * @returns {Timed}
 */
function digest(holder) {
  return {
    holder,
    names: 'update',
    label: () => 'crypto.createHash',
    size: ([data]) => sizeOf(data),
    isShort: ([data]) => (sizeOf(data) ?? 0) < SHORT_DATA,
  };
}

/**
 * How large data is: bytes, or characters of a string. Nothing else of it is looked at.
 * @param {unknown} data
 */
function sizeOf(data) {
  if (typeof data === 'string') return data.length;
  if (ArrayBuffer.isView(data) || data instanceof ArrayBuffer) return data.byteLength;
  return undefined;
}

/**
 * The functions of a group that this version of node has.
 * @param {Timed} timed
 */
function namesOf({ holder, names }) {
  return typeof names === 'string' ? [names] : namesIn(holder(), names);
}

/**
 * @param {object} holder
 * @param {RegExp} names
 */
function namesIn(holder, names) {
  return Object.getOwnPropertyNames(holder).filter((name) => names.test(name));
}

module.exports = { TIMED, namesIn, namesOf };
