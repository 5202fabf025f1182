'use strict';

/** Told no more often than this, as by offloop. */
const MILLISECONDS_BETWEEN = 50;

/** A callback that leaves out calls which come too soon after the last. */
function throttled(callback) {
  let last = performance.now();
  return (...args) => {
    if (performance.now() - last < MILLISECONDS_BETWEEN) return;
    last = performance.now();
    callback(...args);
  };
}

module.exports = { throttled };
