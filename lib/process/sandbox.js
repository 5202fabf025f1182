'use strict';

/**
 * What a sandboxed child may reach.
 * @typedef {object} Sandbox
 * @property {string[]} read files, and folders with all below
 * @property {string[]} write the same, to change; they exist
 * @property {'none' | 'all' | { tcp: number[] }} network
 * @property {boolean} childProcess
 */

module.exports = {};
