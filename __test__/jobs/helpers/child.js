'use strict';

const path = require('node:path');
const { runProgram } = require('../../helpers/program.js');

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

module.exports = { runFixture };
