'use strict';

const path = require('node:path');
const { runProgram } = require('../../helpers/program.js');

/**
 * For a fixture that calls process.exit() soon after its start: Node 24 and 26 hang in it at times, with no addon too, where a
 * thread on which V8 compiles waits for a collection of the main thread (nodejs/node#54918).
 */
const NO_COMPILING_THREAD = '--no-concurrent-recompilation';

/**
 * Runs a fixture in a Node of its own with one computing thread, to its end.
 * @param {string} fixture
 * @param {string[]} [args]
 * @param {{ nodeArgs?: string[], env?: Record<string, string> }} [options]
 * @returns {{ code: number | null, signal: string | null, stdout: string, stderr: string }}
 */
function runFixture(fixture, args = [], { nodeArgs = [], env = {} } = {}) {
  const file = path.join(__dirname, '../fixtures', fixture);
  const options = { env: { OFFLOOP_THREADS: '1', ...env }, timeout: 60_000 };
  const { status, ...end } = runProgram(process.execPath, [...nodeArgs, file, ...args], options);
  return { code: status, ...end };
}

module.exports = { NO_COMPILING_THREAD, runFixture };
