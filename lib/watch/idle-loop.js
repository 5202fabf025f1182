'use strict';

const { RUNTIME } = require('../runtime.js');

/** Between two looks at an idle loop at least, in milliseconds. */
const SHORTEST_LOOK = 20;

/** The number of this thread's loop, null where there is none. @type {number | null | undefined} */
let known;

/**
 * The addon, of which a thread looks at idle loops: a look in JavaScript costs several times as much. Undefined where it
 * cannot be loaded, and in runtimes that end a program which asks for libuv.
 * @returns {typeof import('../native') | undefined}
 */
function addon() {
  try {
    return RUNTIME === 'node' ? require('../native.js') : undefined;
  } catch {
    return undefined;
  }
}

/** Makes the loop of this thread known to the addon. @returns {number | null} */
function knownLoop() {
  known ??= addon()?.openLoop() ?? null;
  return known;
}

/**
 * Settles when an idle loop works: at a look, and for a tenth of the threshold before it, or for a quarter of it in a second.
 * Also when its thread has ended.
 * @param {number} loop its number
 * @param {number} threshold milliseconds
 */
async function untilLoopWorks(loop, threshold) {
  const interval = Math.max(SHORTEST_LOOK, threshold);
  await addon()?.untilLoopWorks(loop, interval, threshold / 10, threshold / 4);
}

module.exports = { knownLoop, untilLoopWorks };
