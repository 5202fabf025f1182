'use strict';

const { execFile } = require('node:child_process');
const path = require('node:path');

/**
 * Runs a fixture in a Node of its own with one computing thread, and tells how that ended.
 * @param {string} fixture
 * @param {string[]} [args]
 * @param {{ nodeArgs?: string[], env?: Record<string, string> }} [options]
 * @returns {Promise<{ code: number | null, signal: string | null, stdout: string, stderr: string }>}
 */
function runFixture(fixture, args = [], { nodeArgs = [], env = {} } = {}) {
  const file = path.join(__dirname, '../fixtures', fixture);
  const options = { env: { ...process.env, OFFLOOP_THREADS: '1', ...env }, timeout: 60_000 };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...nodeArgs, file, ...args],
      options,
      (error, stdout, stderr) => {
        resolve({ code: child.exitCode, signal: child.signalCode, stdout, stderr });
      },
    );
  });
}

module.exports = { runFixture };
