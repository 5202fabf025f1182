'use strict';

const { Places } = require('./places.js');

/** @typedef {import('../../../types/watch.js').Starvation} Starvation */
/** @typedef {import('../../../types/watch.js').StarvationReport} StarvationReport */
/** @typedef {StarvationReport['holders'][number]} Holder */

/** Places with an entry each. */
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
  /** @type {InstanceType<typeof Places<Holder>>} */
  #places = new Places(MOST_PLACES);
  /** @type {Starvation[]} */
  #recent = [];

  /** @param {Starvation} starvation */
  add(starvation) {
    this.#count += 1;
    this.#total += starvation.duration;
    this.#longest = Math.max(this.#longest, starvation.duration);
    this.#recent.push(starvation);
    if (this.#recent.length > MOST_RECENT) this.#recent.shift();
    for (const { jobs, time, ...place } of starvation.holders) {
      const holder = this.#holderOf(place, starvation.thread);
      holder.jobs += jobs;
      holder.time += time;
      this.#time += time;
    }
  }

  /**
   * @param {Pick<Holder, 'name' | 'at' | 'inside'>} place
   * @param {number} thread
   */
  #holderOf({ name, at, inside }, thread) {
    const key = `${thread} ${name} ${at?.file}:${at?.line}`;
    return this.#places.entryOf(key, () => ({ name, at, inside, thread, jobs: 0, time: 0, share: 0 }));
  }

  /** @returns {StarvationReport} */
  report() {
    return {
      count: this.#count,
      total: this.#total,
      longest: this.#longest,
      holders: this.#places.report(({ time }) => time, this.#time),
      recent: [...this.#recent],
    };
  }
}

module.exports = { Holders };
