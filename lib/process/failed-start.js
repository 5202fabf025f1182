'use strict';

/** The record of a child that never was. @type {import('../native').ExitRecord} */
const NOTHING = { reason: 'start', peakMemory: 0, cpuMs: 0, wallMs: 0 };

/**
 * A child that there never was.
 * @param {unknown} error
 * @returns {import('./spawn.js').NativeChild}
 */
function unborn(error) {
  const handle = {
    kill: () => false,
    terminate: () => false,
    budget() {},
    memory: () => 0,
    ref() {},
    unref() {},
  };
  /** @type {import('./start-outcome.js').Outcome} */
  const outcome = { kind: 'unborn', error };
  return {
    handle,
    ends: [-1, -1, -1],
    started: Promise.resolve(outcome),
    ended: Promise.resolve(NOTHING),
  };
}

module.exports = { unborn };
