'use strict';

const { onAbort } = require('../abort.js');
const { AbortError, throwIfAborted } = require('../errors.js');

/**
 * A call that waits: how many may be at work when it begins, and what lets it begin.
 * @typedef {{ most: number, begin: () => void }} Waiting
 */

/** How many calls are at work in this thread. */
let running = 0;

/** Calls that wait, in the order in which they came: none overtakes another. @type {Set<Waiting>} */
const waiting = new Set();

/**
 * Does the work when fewer than `most` calls are at work.
 * @template T
 * @param {number} most
 * @param {AbortSignal | undefined} signal ends the wait
 * @param {() => Promise<T>} work
 */
async function withinLimit(most, signal, work) {
  await turn(most, signal);
  try {
    throwIfAborted(signal);
    return await work();
  } finally {
    running -= 1;
    beginNext();
  }
}

/**
 * @param {number} most
 * @param {AbortSignal} [signal]
 */
async function turn(most, signal) {
  throwIfAborted(signal);
  await new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => {
      waiting.delete(call);
      reject(new AbortError(signal?.reason));
      beginNext();
    });
    const call = { most, begin: () => resolve(forget()) };
    waiting.add(call);
    beginNext();
  });
}

function beginNext() {
  for (const call of waiting) {
    if (running >= call.most) return;
    waiting.delete(call);
    running += 1;
    call.begin();
  }
}

module.exports = { withinLimit };
