'use strict';

/** How many keys are remembered. When there are more, the key that was used longest ago is forgotten. */
const MAX_KEYS = 10_000;

/** Assigns a place to each key. A new key gets the place with the fewest keys. */
class Affinity {
  /** @type {Map<string, number>} */
  #places = new Map();
  /** @type {number[]} */
  #keysOf;

  /** @param {number} places */
  constructor(places) {
    this.#keysOf = new Array(places).fill(0);
  }

  /**
   * @param {string | undefined} key
   * @param {string | null} [tenant] the same key of another tenant is another key
   * @returns {number | undefined}
   */
  placeOf(key, tenant) {
    if (key === undefined) return undefined;
    const name = tenant === undefined ? key : JSON.stringify([tenant, key]);
    const place = this.#places.get(name) ?? this.#newPlace();
    // Set again, the name moves to the end of the map.
    this.#places.delete(name);
    this.#places.set(name, place);
    return place;
  }

  #newPlace() {
    if (this.#places.size === MAX_KEYS) this.#forgetOldest();
    const place = this.#keysOf.indexOf(Math.min(...this.#keysOf));
    this.#keysOf[place] += 1;
    return place;
  }

  #forgetOldest() {
    const [key, place] = /** @type {[string, number]} */ (this.#places.entries().next().value);
    this.#places.delete(key);
    this.#keysOf[place] -= 1;
  }
}

module.exports = { Affinity };
