'use strict';

const { pathOf } = require('../data/path.js');
const { coded, fromNative, invalidValue } = require('../errors.js');
const { run } = require('../job.js');
const native = require('../native.js');
const { fileOptions, refuseUnknown } = require('../options.js');
const { requireReadOfTree } = require('../permission.js');
const { LoopBudget } = require('../data/loop-budget.js');
const { multiRequest } = require('./multi-request.js');
const { digestOptions, refuseLongText } = require('./request.js');

/** The number of entries that are made in one turn of the event loop. */
const ENTRIES_A_TURN = 256;

/**
 * Whether the argument of `hashFiles` asks for a directory.
 * @param {any} paths
 */
function isTree(paths) {
  return paths !== null && typeof paths === 'object' && !Array.isArray(paths) && 'directory' in paths;
}

/**
 * @param {any} algorithms
 * @param {{ directory: unknown }} tree
 * @param {any} options
 */
async function hashTree(algorithms, tree, options) {
  const { directory } = refuseUnknown('hashFiles.paths', tree);
  const given = digestOptions('hashFiles', options);
  for (const name of ['start', 'end']) {
    if (given[name] !== undefined)
      throw invalidValue(`options.${name}`, 'is not possible with a directory', given[name]);
  }
  const request = multiRequest(algorithms, given);
  refuseLongText(request.encoding, given.outputLength);
  const job = fileOptions(given);
  const path = pathOf('paths.directory', directory);
  requireReadOfTree(path);
  const digests = new native.Digests(request.digests);
  const context = {
    operation: 'hashFiles',
    algorithms: request.rows.map(({ name }) => name),
    path: directory,
  };
  const { digests: found, entries: list } = await run(context, job, (control) =>
    digests.startTree(path, request.encoding, control),
  );
  const entries = await entriesOf(list, request.shape, job.signal);
  return { digest: found === undefined ? null : request.shape(found), entries };
}

/**
 * @param {import('../native').TreeDigests['entries']} list
 * @param {(values: unknown[]) => unknown} shape
 * @param {AbortSignal} [signal]
 */
async function entriesOf(list, shape, signal) {
  const entries = [];
  const budget = new LoopBudget(signal, { pieces: ENTRIES_A_TURN });
  for (let some; (some = list.take(ENTRIES_A_TURN)).length > 0;) {
    for (const entry of some) {
      entries.push(entryOf(entry, shape));
      await budget.spend(0);
    }
  }
  return entries;
}

/**
 * @param {import('../native').TreeEntry} entry
 * @param {(values: unknown[]) => unknown} shape
 */
function entryOf({ path: name, type, digested, executable, size, digests, failure }, shape) {
  const path = String(name);
  // A path that is not UTF-8 comes as bytes.
  const named = typeof name === 'string' ? { path, type } : { path, pathBytes: name, type };
  if (failure !== undefined) return { ...named, error: fromNative(failure) };
  if (!digested) return { ...named, error: unsupported(type, path) };
  if (type === 'directory') return named;
  const contents = { size, digest: shape(digests) };
  return type === 'file' ? { ...named, executable, ...contents } : { ...named, ...contents };
}

/**
 * @param {string} type
 * @param {string} path
 */
function unsupported(type, path) {
  const message = `Only files, directories and links have digests, not a ${type}: '${path}'`;
  return coded('ERR_UNSUPPORTED_FILE_TYPE', message, { path });
}

module.exports = { hashTree, isTree };
