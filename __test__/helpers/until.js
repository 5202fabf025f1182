'use strict';

const { setImmediate: nextTurn, setTimeout: sleep } = require('node:timers/promises');

/** For this many turns of the event loop `until` looks after each of them: some states last for a few turns only. */
const CLOSE_LOOKS = 2000;

/**
 * Waits until a condition gives something true.
 * @template T
 * @param {() => T | Promise<T>} condition
 * @param {{ seconds?: number }} [options] after how long to give up; 20 by default
 * @returns {Promise<T>} what the condition gave; rejects, naming the condition, if it gave nothing true in time
 */
async function until(condition, { seconds = 20 } = {}) {
  const deadline = performance.now() + seconds * 1000;
  for (let looks = 0; ; looks += 1) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`not so within ${seconds} s: ${condition}`);
    await (looks < CLOSE_LOOKS ? nextTurn() : sleep(5));
  }
}

module.exports = { until };
