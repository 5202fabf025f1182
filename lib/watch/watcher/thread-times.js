'use strict';

const fs = require('node:fs');

const ZERO = 48;

/** Readings that are kept to look back. */
const MOST = 400;
/** Since an older one a thread may have waited at any time, in milliseconds: there are none while it is idle. */
const OLDEST = 500;

/**
 * How long the watched thread has run on a core, and how long it was ready to and had none, as Linux counts it for each
 * thread. On other systems nothing is known. What a hypervisor takes away is not counted where the kernel does not see it.
 */
class ThreadTimes {
  /** @type {number | undefined} */
  #file;
  #buffer = Buffer.alloc(128);
  /** @type {{ at: number, run: number, wait: number }[]} */
  #readings = [];

  /** @param {string | undefined} task the thread's folder in /proc */
  constructor(task) {
    try {
      if (task !== undefined) this.#file = fs.openSync(`/proc/${task}/schedstat`, 'r');
    } catch {
      // A kernel without scheduling statistics.
    }
  }

  get isKnown() {
    return this.#file !== undefined;
  }

  /**
   * @param {number} now
   * @returns {number} milliseconds that the thread has run since the last reading
   */
  read(now) {
    if (this.#file === undefined) return 0;
    fs.readSync(this.#file, this.#buffer, 0, this.#buffer.length, 0);
    const [run, wait] = numbers(this.#buffer);
    const reading = { at: now, run: run / 1e6, wait: wait / 1e6 };
    const before = this.#readings.at(-1)?.run ?? 0;
    this.#readings.push(reading);
    if (this.#readings.length > MOST) this.#readings.splice(0, MOST / 2);
    return reading.run - before;
  }

  /**
   * Milliseconds that the thread has run between two times.
   * @param {number} start
   * @param {number} end
   */
  ranBetween(start, end) {
    return this.#at(end, 'run') - this.#at(start, 'run');
  }

  /** Milliseconds since the last reading. @param {number} now */
  age(now) {
    return now - (this.#readings.at(-1)?.at ?? -Infinity);
  }

  /**
   * Milliseconds without a core between two times. Between two readings it is taken to be spread evenly.
   * @param {number} start
   * @param {number} end
   */
  waitBetween(start, end) {
    const waited = this.#at(end, 'wait') - this.#at(start, 'wait');
    return Math.max(0, Math.min(waited, end - start));
  }

  /**
   * What was counted until a time.
   * @param {number} time
   * @param {'run' | 'wait'} key
   */
  #at(time, key) {
    const before = this.#readings.filter(({ at }) => at <= time).at(-1);
    const after = this.#readings.find(({ at }) => at >= time);
    if (before === undefined || after === undefined) return (before ?? after)?.[key] ?? 0;
    if (after.at === before.at || time - before.at > OLDEST) return after[key];
    return before[key] + ((after[key] - before[key]) * (time - before.at)) / (after.at - before.at);
  }
}

/**
 * The first two numbers of a text.
 * @param {Buffer} text
 */
function numbers(text) {
  const found = [0, 0];
  let index = 0;
  for (let which = 0; which < 2; which += 1) {
    for (; text[index] >= ZERO; index += 1) found[which] = found[which] * 10 + text[index] - ZERO;
    index += 1;
  }
  return found;
}

module.exports = { ThreadTimes };
