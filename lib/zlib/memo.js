'use strict';

/** How many values are kept. */
const MOST = 64;

/** Keeps what was made for options of nothing but numbers: for a small job, checking them takes the longest. */
class Kept {
  /** @type {Map<string, any>} */
  #values = new Map();

  /**
   * What `make` makes, or has made before for the same options.
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
    if (this.#values.size < MOST) this.#values.set(key, value);
    return value;
  }
}

/**
 * What tells options of nothing but numbers from others like them; undefined for those with anything else.
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

module.exports = { Kept };
