'use strict';

/** The record of a child that never was: its reason, no exit code, no signal, nothing used. */
const START = 'start';
const NOTHING = [undefined, undefined, 0, 0, 0];

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
  const started = Promise.resolve(['unborn', error]);
  return { handle, ends: [-1, -1, -1], started, ended: Promise.resolve([START, ...NOTHING]) };
}

module.exports = { unborn };
