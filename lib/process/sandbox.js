'use strict';

const { boolean } = require('../options.js');

/**
 * What a sandboxed child may reach.
 * @typedef {object} Sandbox
 * @property {string[]} read files, and folders with all below
 * @property {string[]} write the same, to change; they exist
 * @property {'none' | 'all' | { tcp: number[] }} network
 * @property {boolean} childProcess
 */

function isolationOf(given, file) { return { sandbox: undefined, bestEffort: boolean('options.bestEffort', given.bestEffort) }; }

module.exports = { isolationOf };
