'use strict';

const v8 = require('node:v8');
const vm = require('node:vm');

/** The young generation is collected when it has this many bytes. That takes 2 to 4 ms where all of them survive. */
const LARGE = 4 << 20;
/** So much may be left to V8's next collection: what survives of it is copied in less than 10 ms, by one thread too. */
const LEFT = 12 << 20;

/** @type {((how: { type: 'minor' }) => void) | undefined} */
let collector;
/** @type {number | undefined} */
let newSpace;

/**
 * Makes V8 collect its young generation now, if it has grown. Values that were just built all survive, and the collection
 * copies them while the event loop stands still: for 10 to 30 ms where V8 waits until the generation is full. Collected
 * early, and in a turn of its own, it takes less than a slice.
 *
 * The first call turns on V8's flag --expose-gc for a moment, for the whole process: see `exposedCollector`.
 * @param {number} toCome bytes that the work will still add to it, more or less
 * @returns {boolean} whether it did, so that other work should run now
 */
function collectYoungGeneration(toCome) {
  const used = bytesInUse();
  if (used < LARGE || used + toCome <= LEFT) return false;
  collector ??= exposedCollector();
  collector({ type: 'minor' });
  return true;
}

function bytesInUse() {
  const spaces = v8.getHeapSpaceStatistics();
  newSpace ??= spaces.findIndex((space) => space.space_name === 'new_space');
  return spaces[newSpace].space_used_size;
}

/**
 * V8's collector. V8 gives it to contexts that are made while the flag --expose-gc is on. So the flag is turned on, one
 * context is made, and the flag is turned off again: all synchronously, so that no other context gets the collector. Where
 * the flag was on before, nothing is changed.
 * @returns {(how: { type: 'minor' }) => void}
 */
function exposedCollector() {
  const find = () => vm.runInNewContext('globalThis.gc');
  const exposed = find();
  if (exposed !== undefined) return exposed;
  v8.setFlagsFromString('--expose-gc');
  try {
    return find();
  } finally {
    v8.setFlagsFromString('--no-expose-gc');
  }
}

module.exports = { collectYoungGeneration };
