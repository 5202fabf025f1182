'use strict';

const path = require('node:path');
const { getEnvironmentData, setEnvironmentData } = require('node:worker_threads');
const { version } = require('./version.js');

/** Of this copy. */
const FOLDER = path.join(__dirname, '..');
/** Where the first copy of this package in a realm leaves its addon for others. */
const KEY = Symbol.for('offloop.addon');
/** Where worker threads that begin later learn of the first copy: objects of a realm cannot be sent, and its file can. */
const NAME = 'offloop.addon';

/**
 * A copy of this package.
 * @typedef {{ version: string, folder: string, file?: string }} Copy `file`: of its addon, where that is known
 * @typedef {Copy & { addon: any }} CopyHere
 */

/**
 * The addon of the first copy of this package that was loaded in this thread or in those that started it, so that all
 * copies have the same threads, limits and statistics. Package managers install several copies where packages ask for
 * different versions, or where they do not know better. A copy of another version might not fit: it gets an addon of its
 * own, and a warning says so.
 *
 * A file is one addon in all threads of a process. A copy in another thread therefore loads the file of the first copy in
 * the place of its own.
 * @param {() => any} load loads the addon of this copy
 */
function sharedAddon(load) {
  const realm = /** @type {Record<symbol, CopyHere | undefined>} */ (/** @type {unknown} */ (globalThis));
  const here = realm[KEY];
  if (here?.version === version) return here.addon;
  const first = here ?? /** @type {Copy | undefined} */ (getEnvironmentData(NAME));
  const isOther = first !== undefined && first.folder !== FOLDER;
  const shared = isOther ? addonOf(first) : undefined;
  const addon = shared ?? load();
  if (here === undefined)
    Object.defineProperty(realm, KEY, { value: { version, folder: FOLDER, addon }, configurable: true });
  if (first === undefined) setEnvironmentData(NAME, { version, folder: FOLDER, file: fileOf(addon) });
  if (isOther && shared === undefined) warn(first);
  return addon;
}

/**
 * The addon of a copy in another thread, if it fits and can be loaded here.
 * @param {Copy} copy
 */
function addonOf({ version: itsVersion, file }) {
  if (itsVersion !== version || file === undefined) return undefined;
  const loaded = { exports: {} };
  try {
    // Unlike `require`, of which bundlers would ask which files this may be.
    process.dlopen(loaded, file);
    return loaded.exports;
  } catch {
    return undefined;
  }
}

/**
 * The file of an addon that was required; unknown where a bundler has a `require` of its own.
 * @param {any} addon
 */
function fileOf(addon) {
  return Object.values(require.cache ?? {}).find((module) => module?.exports === addon)?.filename;
}

/** @param {Copy} first */
function warn({ version: firstVersion, folder }) {
  process.emitWarning(
    `Two copies of offloop are loaded, ${firstVersion} (${folder}) and ${version} (${FOLDER}). Each has threads, ` +
      'limits and statistics of its own: make the versions in package.json agree, and run "npm dedupe".',
    { type: 'OffloopWarning', code: 'OFFLOOP_TWO_VERSIONS' },
  );
}

module.exports = { sharedAddon };
