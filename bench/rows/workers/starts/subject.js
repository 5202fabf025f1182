'use strict';

/**
 * A program of its own that starts workers by a pool or by fork, and prints for how long its event loop stood still:
 * `node subject.js pool busy 10 1073741824`.
 */

const { fork } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

/** A shorter gap, in milliseconds, is what a turn of a busy service takes. */
const SHORT = 4;

const SUBJECTS = {
  async pool(count) {
    const { WorkerPool } = require('../../../../index.js');
    const file = require.resolve('../../../peers/workers/echo.js');
    const pool = new WorkerPool(file, { isolation: 'process', minWorkers: count, maxWorkers: count });
    await pool.ready();
    return () => pool.destroy();
  },
  async fork(count) {
    const children = Array.from({ length: count }, () => fork(join(__dirname, 'ready.js')));
    await Promise.all(children.map((child) => once(child, 'message')));
    return () => children.forEach((child) => child.kill());
  },
};

/** The gaps between two turns of a loop that has something to do in each, until it is stopped. */
class Turning {
  longest = 0;
  sum = 0;
  #last = performance.now();
  #isOver = false;

  turn() {
    const now = performance.now();
    const gap = now - this.#last;
    this.#last = now;
    this.longest = Math.max(this.longest, gap);
    if (gap > SHORT) this.sum += gap;
    if (!this.#isOver) setImmediate(() => this.turn());
  }

  stop() {
    this.#isOver = true;
  }
}

/**
 * @param {string} subject
 * @param {string} loop
 * @param {number} count
 * @param {number} bytes
 */
async function main(subject, loop, count, bytes) {
  const held = Buffer.alloc(bytes, 1);
  // The public module is there before; a pool loads the rest of it.
  require('../../../../index.js');
  await sleep(200);
  const start = performance.now();
  const turning = new Turning();
  if (loop === 'busy') turning.turn();
  const end = await SUBJECTS[subject](count);
  const ready = performance.now() - start;
  turning.stop();
  await end();
  console.log(JSON.stringify({ ready, longest: turning.longest, sum: turning.sum, held: held.length }));
}

main(process.argv[2], process.argv[3], Number(process.argv[4]), Number(process.argv[5]));
