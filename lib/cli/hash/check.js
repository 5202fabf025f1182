'use strict';

const fs = require('node:fs');
const { text } = require('node:stream/consumers');
const { ROWS } = require('../../hash/algorithms.js');
const { standardInput } = require('../input.js');
const { printMessage, quoted, reasonOf, write } = require('../output.js');
const { progressOf } = require('../progress.js');
const { Counts } = require('./counts.js');
const { digestsOf, inOrder, treeDigests } = require('./digests.js');
const { escaped, labelOf } = require('./lines.js');
const { LineParser } = require('./parse-lines.js');

const ALL = ROWS.map(({ name }) => name);

/** @typedef {import('./parse-lines.js').Entry} Entry */

/**
 * Checks files against lists of digests.
 * @param {string[]} lists
 * @param {import('./index.js').Settings} settings
 * @returns {Promise<number>} the exit status
 */
async function checkAll(lists, settings) {
  let status = 0;
  for (const list of lists) if (!(await checkList(list, settings))) status = 1;
  return status;
}

/**
 * @param {string} list
 * @param {import('./index.js').Settings} settings
 * @returns {Promise<boolean>} whether all is well
 */
async function checkList(list, { algorithms, options }) {
  const shown = list === '-' ? "'standard input'" : quoted(list);
  const lines = await linesOf(list).catch((error) => {
    printMessage('hash', `${shown}: ${reasonOf(error)}`, 'latin1');
  });
  if (lines === undefined) return false;
  const counts = new Counts();
  const progress = progressOf(options);
  progress.begin('check', undefined);
  let bytes = 0;
  const onBytes = (/** @type {number} */ more) => progress.update((bytes += more));
  const work = (/** @type {Entry} */ entry) => outcomeOf(entry, options.tree, onBytes);
  const label = algorithms.length === 1 ? `${labelOf(algorithms[0])} ` : '';
  // Without --algorithm, a tag may name any.
  const parser = new LineParser(algorithms, options.algorithm === undefined ? ALL : algorithms);
  const onMalformed = (/** @type {number} */ number) => {
    counts.malformed += 1;
    if (options.warn)
      printMessage('hash', `${shown}: ${number}: improperly formatted ${label}checksum line`, 'latin1');
  };
  try {
    for await (const outcome of inOrder(entriesOf(lines, parser, list === '-', onMalformed), work)) {
      counts.formatted += 1;
      progress.clear();
      await report(outcome, counts, options);
    }
  } finally {
    progress.end();
  }
  return counts.conclude(shown, options);
}

/** @param {string} list */
async function linesOf(list) {
  if (list !== '-') return (await fs.promises.readFile(Buffer.from(list, 'latin1'), 'latin1')).split('\n');
  return (await text(standardInput().setEncoding('latin1'))).split('\n');
}

/**
 * @param {string[]} lines
 * @param {InstanceType<typeof LineParser>} parser
 * @param {boolean} isStdin whose lines cannot name it
 * @param {(number: number) => void} onMalformed
 * @returns {Generator<Entry>}
 */
function* entriesOf(lines, parser, isStdin, onMalformed) {
  for (const [index, line] of lines.entries()) {
    const content = line.replace(/\r$/, '');
    if (content === '' || content.startsWith('#')) continue;
    const entry = parser.parse(content);
    if (entry === undefined || (isStdin && entry.name === '-')) onMalformed(index + 1);
    else yield entry;
  }
}

/**
 * @param {Entry} entry
 * @param {boolean | undefined} isTree
 * @param {(bytes: number) => void} onBytes
 */
async function outcomeOf({ algorithm, digest, name }, isTree, onBytes) {
  try {
    const digests = await (isTree ? treeDigests : digestsOf)(name, [algorithm], onBytes);
    return { name, matches: digests[algorithm] === digest };
  } catch (error) {
    return { name, error };
  }
}

/**
 * @param {{ name: string, matches?: boolean, error?: any }} outcome
 * @param {InstanceType<typeof Counts>} counts
 * @param {Record<string, any>} options
 */
async function report({ name, matches, error }, counts, { ignoreMissing, quiet, status }) {
  if (error !== undefined && ignoreMissing && error.code === 'ENOENT') return;
  if (error !== undefined) printMessage('hash', `${quoted(name)}: ${reasonOf(error)}`, 'latin1');
  const word = error !== undefined ? 'FAILED open or read' : matches ? 'OK' : 'FAILED';
  counts.add(error !== undefined ? 'unread' : matches ? 'matched' : 'mismatched');
  if (status || (quiet && matches)) return;
  await write(`${shownName(name)}: ${word}\n`, 'latin1');
}

/** @param {string} name */
function shownName(name) {
  if (!name.includes('\n')) return name;
  const { mark, name: shown } = escaped(name);
  return mark + shown;
}

module.exports = { checkAll };
