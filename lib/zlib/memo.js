'use strict';

/** The greatest number of values in a memo. */
const MAX_VALUES = 64;

/**
 * Remembers what was made for options that are all numbers. In a small job, to check the options takes longer than anything
 * else.
 */
class Memo {
  /** @type {Map<string, any>} */
  #values = new Map();

  /**
   * The result of `make`, or what it has returned for the same options before.
   * @template T
   * @param {any} options
   * @param {() => T} make
   * @returns {T}
   */
  of(options, make) {
    const key = keyOf(options);
    if (key === undefined) return make();
    if (this.#values.has(key)) return this.#values.get(key);
    const value = make();
    if (this.#values.size < MAX_VALUES) this.#values.set(key, value);
    return value;
  }
}

/**
 * A key that is the same for the same options; undefined where not all of them are numbers.
 * @param {any} options
 */
function keyOf(options) {
  if (options === undefined) return '';
  if (options === null || typeof options !== 'object') return undefined;
  if (Object.getPrototypeOf(options) !== Object.prototype) return undefined;
  let key = '';
  for (const name in options) {
    if (typeof options[name] !== 'number') return undefined;
    key += `${name}=${options[name]},`;
  }
  return key;
}

module.exports = { Memo };
