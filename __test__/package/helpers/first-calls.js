'use strict';

const path = require('node:path');
const { outputOf } = require('../../helpers/program.js');

const FIXTURE = path.join(__dirname, '../fixtures/first-calls.js');

/**
 * The results of the first calls of a process that has used up its descriptors.
 * @param {string} folder of the package
 * @returns {Record<string, string>}
 */
function firstCalls(folder) {
  const script = 'ulimit -n 64; exec "$@"';
  const args = ['-c', script, 'sh', process.execPath, FIXTURE, folder];
  return JSON.parse(outputOf('sh', args));
}

module.exports = { firstCalls };
