'use strict';

const { configure } = require('../../configure.js');
const { ROWS, algorithmOf } = require('../../hash/algorithms.js');
const { UsageError } = require('../arguments.js');
const { checkAll } = require('./check.js');
const { printAll } = require('./print.js');

const CHECK_ONLY = {
  ignoreMissing: '--ignore-missing',
  quiet: '--quiet',
  status: '--status',
  strict: '--strict',
  warn: '--warn',
};
const PRINT_ONLY = {
  binary: '--binary',
  text: '--text',
  tag: '--tag',
  zero: '--zero',
  recursive: '--recursive',
};

/**
 * @typedef {object} Settings
 * @property {string[]} algorithms by the names of the native table
 * @property {Record<string, any>} options as given
 */

/**
 * The options, checked for combinations that exclude each other.
 * @param {Record<string, any>} options
 * @returns {Settings}
 */
function settingsOf(options) {
  for (const [name, flag] of Object.entries(options.check ? PRINT_ONLY : CHECK_ONLY)) {
    if (options[name] === undefined) continue;
    throw new UsageError(
      options.check
        ? `the ${flag} option is not possible when verifying checksums`
        : `the ${flag} option is meaningful only when verifying checksums`,
    );
  }
  if (options.tag && options.text) throw new UsageError('--tag does not support --text mode');
  if (options.tree && options.recursive)
    throw new UsageError('--tree and --recursive are not possible together');
  const names = (options.algorithm ?? ['sha256']).flatMap((/** @type {string} */ given) => given.split(','));
  const algorithms = /** @type {string[]} */ ([...new Set(names.map(nameOf))]);
  return { algorithms, options };
}

/** @param {string} name */
function nameOf(name) {
  try {
    return algorithmOf(name).name;
  } catch {
    const known = ROWS.map((row) => row.name).join(', ');
    throw new UsageError(`unknown algorithm '${name}': choose one of ${known}`);
  }
}

/**
 * @param {string[]} files
 * @param {Record<string, any>} options
 * @returns {Promise<number>} the exit status
 */
async function run(files, options) {
  const settings = settingsOf(options);
  if (options.threads !== undefined) configure({ threads: options.threads });
  const names = (files.length === 0 ? ['-'] : files).map((file) => Buffer.from(file).toString('latin1'));
  return options.check ? checkAll(names, settings) : printAll(names, settings);
}

module.exports = { run };
