'use strict';

/**
 * The memory that a watched thread and its watcher share, an Int32Array. Each cell has one writer.
 *
 * The watched thread writes `BEAT`, the time of its last beat; `ALERT`, 1 while it beats often and 0 while it is idle and
 * beats every two seconds; `INSPECTED`, while a debugger of the user listens or none is allowed; `MAIL`, which counts its messages, and on
 * which the watcher sleeps while it watches beats; `REQUESTS`, 1 once an HTTP request has come; and `STOP` once, when it
 * ends. The watcher writes `CLOCK`, whether it can see the processor time of the watched thread, without which and without
 * the addon that must not become idle; `SESSION`, whether it is connected to a debugger, which the watched thread must not
 * end before; and `ANSWERS`, how many stalls it has answered.
 */
const CELLS = /** @type {const} */ ({
  BEAT: 0,
  ALERT: 1,
  INSPECTED: 2,
  MAIL: 3,
  STOP: 4,
  CLOCK: 5,
  SESSION: 6,
  ANSWERS: 7,
  REQUESTS: 8,
});
const COUNT = Object.keys(CELLS).length;

/** @returns {Int32Array<SharedArrayBuffer>} */
function createCells() {
  return new Int32Array(new SharedArrayBuffer(COUNT * Int32Array.BYTES_PER_ELEMENT));
}

/**
 * Wakes the watcher, for a message or for the end.
 * @param {Int32Array} cells
 */
function ring(cells) {
  Atomics.add(cells, CELLS.MAIL, 1);
  Atomics.notify(cells, CELLS.MAIL);
}

module.exports = { CELLS, createCells, ring };
