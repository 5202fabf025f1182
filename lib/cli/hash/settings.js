'use strict';

const { ROWS, algorithmOf } = require('../../hash/algorithms.js');
const { UsageError } = require('../usage-error.js');

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
 * The options, where they go together.
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
    throw new UsageError(`unknown algorithm '${name}': known are ${known}`);
  }
}

module.exports = { settingsOf };
