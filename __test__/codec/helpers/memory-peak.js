'use strict';

const path = require('node:path');
const { outputOf } = require('../../helpers/program.js');

const FIXTURE = path.join(__dirname, '../fixtures/memory-peak.js');

/**
 * Runs one call in a Node of its own. Gives what it came to, and how much memory it took, in bytes.
 * @param {{ call: string, format: string, from: string, to?: string, options?: object }} request
 * @returns {{ size?: number, code?: string, message?: string, growth: number }}
 */
function peakOf(request) {
  const text = JSON.stringify(request, (_, value) => (value === Infinity ? 'Infinity' : value));
  return JSON.parse(outputOf(process.execPath, ['--expose-gc', FIXTURE, text]));
}

module.exports = { peakOf };
