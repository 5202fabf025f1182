'use strict';

/**
 * The memory that a watched thread and its watcher share, an Int32Array. Each cell has one writer.
 *
 * The watched thread writes `BEAT` at each turn of its timer, `INSPECTED` while a debugger of the user listens, and `STOP`
 * once, when it ends. The watcher writes `SESSION`, whether it is connected to the debugger of the watched thread, which
 * must not end before it has let go, and `ANSWERS`, how many stalls it has answered. Nobody writes `BELL`: the watcher
 * sleeps on it, and the watched thread wakes it there.
 */
const CELLS = /** @type {const} */ ({ BEAT: 0, STOP: 1, SESSION: 2, BELL: 3, INSPECTED: 4, ANSWERS: 5 });
const COUNT = Object.keys(CELLS).length;

/** @returns {Int32Array<SharedArrayBuffer>} */
function createCells() {
  return new Int32Array(new SharedArrayBuffer(COUNT * Int32Array.BYTES_PER_ELEMENT));
}

/**
 * Wakes the watcher.
 * @param {Int32Array} cells
 */
function ring(cells) {
  Atomics.notify(cells, CELLS.BELL);
}

module.exports = { CELLS, createCells, ring };
