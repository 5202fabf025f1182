'use strict';

/** @typedef {import('../../../types/watch.js').Starvation} Starvation */
/** @typedef {import('../../../types/watch.js').StarvationReport} StarvationReport */
/** @typedef {StarvationReport['holders'][number]} Holder */

/** Places that are told apart. */
const MOST_PLACES = 200;
/** The last times that a report has one by one. */
const MOST_RECENT = 50;

/** Times in which libuv's threads were all taken, and by whom. */
class Holders {
  #count = 0;
  #total = 0;
  #longest = 0;
  /** Milliseconds of threads. */
  #time = 0;
  /** @type {Map<string, Holder>} */
  #byPlace = new Map();
  /** @type {Starvation[]} */
  #recent = [];

  /** @param {Starvation} starvation */
  add(starvation) {
    this.#count += 1;
    this.#total += starvation.duration;
    this.#longest = Math.max(this.#longest, starvation.duration);
    this.#recent.push(starvation);
    if (this.#recent.length > MOST_RECENT) this.#recent.shift();
    for (const { name, at, inside, jobs, time } of starvation.holders) {
      const holder = this.#holderOf({
        name,
        at,
        inside,
        thread: starvation.thread,
        jobs: 0,
        time: 0,
        share: 0,
      });
      holder.jobs += jobs;
      holder.time += time;
      this.#time += time;
    }
  }

  /** @param {Holder} fresh */
  #holderOf(fresh) {
    const { name, at, thread } = fresh;
    const key = `${thread} ${name} ${at?.file}:${at?.line}`;
    const known = this.#byPlace.get(key);
    if (known !== undefined) return known;
    if (this.#byPlace.size >= MOST_PLACES) return this.#rest(fresh);
    this.#byPlace.set(key, fresh);
    return fresh;
  }

  /** @param {Holder} fresh */
  #rest(fresh) {
    const rest = this.#byPlace.get('') ?? {
      ...fresh,
      name: 'other places',
      at: undefined,
      inside: undefined,
    };
    this.#byPlace.set('', rest);
    return rest;
  }

  /** @returns {StarvationReport} */
  report() {
    const holders = [...this.#byPlace.values()]
      .map((holder) => ({ ...holder, share: holder.time / (this.#time || 1) }))
      .sort((a, b) => b.time - a.time);
    return {
      count: this.#count,
      total: this.#total,
      longest: this.#longest,
      holders,
      recent: [...this.#recent],
    };
  }
}

module.exports = { Holders };
