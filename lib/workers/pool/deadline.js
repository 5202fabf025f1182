'use strict';

/** Most tasks have no limit. */
const nothing = () => {};

/**
 * Calls back after a time. What has arrived by then is taken in first, and may stop it: timers run before input in a turn of
 * the loop, and where this thread was busy for all of the time, what is waited for may have come long ago.
 * @param {number} delay in milliseconds; Infinity for never
 * @param {() => void} onTimeout
 * @returns {() => void} stops it
 */
function deadline(delay, onTimeout) {
  if (delay === Infinity) return nothing;
  /** @type {NodeJS.Immediate | undefined} */
  let afterInput;
  const timer = setTimeout(() => {
    afterInput = setImmediate(onTimeout);
  }, delay).unref();
  return () => {
    clearTimeout(timer);
    clearImmediate(afterInput);
  };
}

module.exports = { deadline };
