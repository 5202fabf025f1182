'use strict';

/**
 * What was found, by its place: an entry each for some places, and one for all others.
 * @template {{ name: string, at?: unknown, inside?: unknown }} Entry
 */
class Places {
  /** @type {Map<string, Entry>} */
  #byPlace = new Map();
  #most;
  #ofOthers;

  /**
   * @param {number} most how many places have an entry each
   * @param {Partial<Entry>} [ofOthers] what the entry for all others has beside its name
   */
  constructor(most, ofOthers = {}) {
    this.#most = most;
    this.#ofOthers = ofOthers;
  }

  /**
   * The entry of a place.
   * @param {string} key not empty
   * @param {() => Entry} make makes the entry of a place that was not seen before
   */
  entryOf(key, make) {
    const known = this.#byPlace.get(key);
    if (known !== undefined) return known;
    if (this.#byPlace.size >= this.#most) return this.#others(make);
    const fresh = make();
    this.#byPlace.set(key, fresh);
    return fresh;
  }

  /** @param {() => Entry} make */
  #others(make) {
    const others = this.#byPlace.get('') ?? {
      ...make(),
      ...this.#ofOthers,
      name: 'other places',
      at: undefined,
      inside: undefined,
    };
    this.#byPlace.set('', others);
    return others;
  }

  /**
   * Copies of all entries, each with its share of the whole, the largest first.
   * @param {(entry: Entry) => number} timeOf
   * @param {number} whole
   */
  report(timeOf, whole) {
    return [...this.#byPlace.values()]
      .map((entry) => ({ ...entry, share: timeOf(entry) / (whole || 1) }))
      .sort((a, b) => timeOf(b) - timeOf(a));
  }
}

module.exports = { Places };
