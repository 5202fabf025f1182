'use strict';

/** How many keys are defined, and how long they are, at most. Others are written each time. */
const MOST = 1 << 12;
const LONGEST = 64;
/** The most keys of an object whose heads are looked up together. */
const MOST_TOGETHER = 64;

/** The keys of objects that the addon knows. Each has a head: what the token of its value has. */
class Keys {
  /** @type {Map<string, number>} */
  #heads = new Map();
  #step;

  /** @param {number} step from one head to the next */
  constructor(step) {
    this.#step = step;
  }

  /**
   * The head of a key; 0 where it cannot be defined.
   * @param {string} key
   * @param {InstanceType<typeof import('./stringify-tokens.js').Tokens>} tokens
   */
  headOf(key, tokens) {
    const known = this.#heads.get(key);
    if (known !== undefined) return known;
    if (key.length > LONGEST || this.#heads.size === MOST) return 0;
    tokens.defineKey(key);
    const head = (this.#heads.size + 1) * this.#step;
    this.#heads.set(key, head);
    return head;
  }

  /**
   * The heads of all keys; undefined where they are many, or one cannot be defined.
   * @param {string[]} keys
   * @param {InstanceType<typeof import('./stringify-tokens.js').Tokens>} tokens
   */
  headsOf(keys, tokens) {
    if (keys.length > MOST_TOGETHER) return undefined;
    const heads = keys.map((key) => this.headOf(key, tokens));
    return heads.includes(0) ? undefined : heads;
  }
}

module.exports = { Keys };
