'use strict';

const { printMessage, quoted, reasonOf, write } = require('../output.js');
const { progressOf } = require('../progress.js');
const { digestsOf, inOrder, treeDigests } = require('./digests.js');
const { filesOf, totalOf } = require('./files.js');
const { lineOf } = require('./lines.js');

/**
 * Prints the digests of files.
 * @param {string[]} names
 * @param {import('./index.js').Settings} settings
 * @returns {Promise<number>} the exit status
 */
async function printAll(names, { algorithms, options }) {
  const progress = progressOf(options);
  const format = { ...options, tag: options.tag || algorithms.length > 1 };
  let done = 0;
  let status = 0;
  const onBytes = (/** @type {number} */ bytes) => progress.update((done += bytes));
  const make = options.tree ? treeDigests : digestsOf;
  const work = async (/** @type {import('./files.js').Found} */ { name, error }) => {
    if (error !== undefined) return { name, digests: undefined, error };
    return make(name, algorithms, onBytes).then(
      (digests) => ({ name, digests, error: undefined }),
      (failure) => ({ name, digests: undefined, error: failure }),
    );
  };
  progress.begin('hash', options.recursive || options.tree ? undefined : await totalOf(names));
  const found = options.recursive ? filesOf(names) : names.map((name) => ({ name }));
  try {
    for await (const { name, error, digests } of inOrder(found, work)) {
      progress.clear();
      if (digests === undefined) {
        status = 1;
        printMessage('hash', `${quoted(name)}: ${reasonOf(error)}`, 'latin1');
      } else {
        const lines = algorithms.map((algorithm) => lineOf(digests[algorithm], name, algorithm, format));
        await write(lines.join(''), 'latin1');
      }
    }
  } finally {
    progress.end();
  }
  return status;
}

module.exports = { printAll };
