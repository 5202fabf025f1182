'use strict';

const { execFile } = require('node:child_process');
const path = require('node:path');
const { promisify } = require('node:util');

const FIXTURE = path.join(__dirname, '../fixtures/memory-peak.js');

/**
 * Runs one call in a Node of its own and tells what came of it and how much memory it took, in bytes.
 * @param {{ call: string, format: string, from: string, to?: string, options?: object }} request
 * @returns {Promise<{ size?: number, code?: string, message?: string, growth: number }>}
 */
async function peakOf(request) {
  const text = JSON.stringify(request, (_, value) => (value === Infinity ? 'Infinity' : value));
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', FIXTURE, text]);
  return JSON.parse(stdout);
}

module.exports = { peakOf };
