'use strict';

const { spawn } = require('node:child_process');

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * Starts programs that tests talk to while they run. What still runs after a test is killed, however the test has ended.
 * @returns {<Child extends ChildProcess = import('node:child_process').ChildProcessWithoutNullStreams>(
 *   file: string, args: string[], options?: import('node:child_process').SpawnOptions) => Child} as `spawn`
 */
function useChildren() {
  /** @type {Set<ChildProcess>} */
  const running = new Set();
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL');
  });
  return (file, args, options = {}) => {
    const child = spawn(file, args, options);
    running.add(child);
    child.once('exit', () => running.delete(child));
    return /** @type {any} */ (child);
  };
}

module.exports = { useChildren };
