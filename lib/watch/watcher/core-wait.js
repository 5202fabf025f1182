'use strict';

const fs = require('node:fs');

/**
 * How long the main thread was ready to run and had no core, as Linux counts it for each thread. The time of stealing by a
 * hypervisor is not among it where the kernel does not see that.
 */
class CoreWait {
  /** @type {number | undefined} */
  #file;
  #buffer = Buffer.alloc(128);
  /** What was read, with its times. @type {{ at: number, wait: number }[]} */
  #readings = [];

  constructor() {
    try {
      this.#file = fs.openSync(`/proc/self/task/${process.pid}/schedstat`, 'r');
    } catch {
      // Other systems, and kernels without scheduling statistics: nothing is known.
    }
  }

  /** @param {number} now */
  read(now) {
    if (this.#file === undefined) return;
    const length = fs.readSync(this.#file, this.#buffer, 0, this.#buffer.length, 0);
    const nanoseconds = Number(this.#buffer.toString('latin1', 0, length).split(' ')[1]);
    this.#readings.push({ at: now, wait: nanoseconds / 1e6 });
    if (this.#readings.length > 400) this.#readings.splice(0, 200);
  }

  /**
   * Milliseconds without a core, between the last reading before a time and the first after another.
   * @param {number} start
   * @param {number} end
   */
  between(start, end) {
    const before = this.#readings.filter(({ at }) => at <= start).at(-1);
    const after = this.#readings.find(({ at }) => at >= end) ?? this.#readings.at(-1);
    if (before === undefined || after === undefined) return 0;
    return Math.min(after.wait - before.wait, end - start);
  }
}

module.exports = { CoreWait };
