'use strict';

const { execFileSync } = require('node:child_process');
const path = require('node:path');

const FIXTURE = path.join(__dirname, '../fixtures/first-calls.js');

/**
 * What comes of the first calls of a process that has used up its descriptors.
 * @param {string} folder of the package
 * @returns {Record<string, string>}
 */
function firstCalls(folder) {
  const script = 'ulimit -n 64; exec "$@"';
  const args = ['-c', script, 'sh', process.execPath, FIXTURE, folder];
  return JSON.parse(execFileSync('sh', args, { encoding: 'utf8' }));
}

module.exports = { firstCalls };
