'use strict';

const { setImmediate } = require('node:timers');

/**
 * The sources that wait until a stream of this process has room again, by that stream: one listener serves all.
 * @type {WeakMap<import('node:stream').Writable, Set<import('node:stream').Readable>>}
 */
const WAITING = new WeakMap();
/** All of them, with the others that wait for the same. @type {WeakMap<import('node:stream').Readable, Set<import('node:stream').Readable>>} */
const heldBack = new WeakMap();
/** Those whose workers have ended. @type {Set<import('node:stream').Readable>} */
const left = new Set();
/** How many these may be: each has a descriptor, and workers may end without end while nobody reads. */
const MOST_LEFT = 16;

/**
 * Writes what a worker wrote to a stream of this process. Where that has no room, its source is not read until there is: the
 * worker waits as a child would that shares the stream. A stream that is closed takes everything and keeps nothing.
 * @param {import('node:stream').Writable} target
 * @param {Uint8Array} chunk
 * @param {import('node:stream').Readable} source
 */
function passOn(target, chunk, source) {
  if (!target.writable || target.write(chunk) || !target.writableNeedDrain) return;
  source.pause();
  const waiting = WAITING.get(target) ?? wait(target);
  heldBack.set(source, waiting);
  waiting.add(source);
}

/** @param {import('node:stream').Writable} target */
function wait(target) {
  /** @type {Set<import('node:stream').Readable>} */
  const waiting = new Set();
  const release = () => {
    WAITING.delete(target);
    target.off('drain', release).off('close', release);
    for (const source of waiting) {
      heldBack.delete(source);
      source.resume();
    }
    // A worker does not keep the process alive, but what it wrote before should arrive: the loop has to poll once more.
    setImmediate(() => setImmediate(() => {}));
  };
  target.on('drain', release).on('close', release);
  WAITING.set(target, waiting);
  return waiting;
}

/**
 * Whether a source waits for a stream of this process.
 * @param {import('node:stream').Readable} source
 */
function isHeldBack(source) {
  return heldBack.has(source);
}

/**
 * Ends a source whose worker has ended. One that waits is read to its end when there is room; if too many do, what is left
 * of the first is lost.
 * @param {import('node:stream').Readable} source
 */
function endSource(source) {
  if (!heldBack.has(source)) return void source.destroy();
  left.add(source);
  source.once('close', () => {
    left.delete(source);
    heldBack.get(source)?.delete(source);
  });
  const [first] = left;
  if (left.size <= MOST_LEFT) return;
  // Its 'close' comes later, and further workers may end before.
  left.delete(first);
  first.destroy();
}

module.exports = { endSource, isHeldBack, passOn };
