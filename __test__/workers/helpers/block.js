'use strict';

const { existsSync } = require('node:fs');

/** The longest that a file is waited for, in milliseconds. */
const MOST = 15_000;

const cell = new Int32Array(new SharedArrayBuffer(4));

/**
 * Blocks this thread, so that its event loop hears nothing: until a file is there, and then for a time.
 * @param {string} file
 * @param {number} [ms]
 */
function blockUntil(file, ms = 0) {
  const end = performance.now() + MOST;
  while (!existsSync(file) && performance.now() < end) Atomics.wait(cell, 0, 0, 1);
  Atomics.wait(cell, 0, 0, ms);
}

module.exports = { blockUntil };
