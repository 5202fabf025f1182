'use strict';

const path = require('node:path');
const { version } = require('./version.js');

/** Of this copy. */
const FOLDER = path.join(__dirname, '..');
/** Where the first copy of this package in a realm leaves its addon for others. */
const KEY = Symbol.for('offloop.addon');

/** @typedef {{ version: string, folder: string, addon: any }} First */

/**
 * The addon of the first copy of this package that was loaded here, so that all copies have the same threads, limits and
 * statistics. Package managers install several copies where packages ask for different versions, or where they do not
 * know better. A copy of another version might not fit: it gets an addon of its own, and a warning says so.
 * @param {() => any} load loads the addon of this copy
 */
function sharedAddon(load) {
  const realm = /** @type {Record<symbol, First | undefined>} */ (/** @type {unknown} */ (globalThis));
  const first = realm[KEY];
  if (first?.version === version) return first.addon;
  const addon = load();
  if (first === undefined)
    Object.defineProperty(realm, KEY, { value: { version, folder: FOLDER, addon }, configurable: true });
  else warn(first);
  return addon;
}

/** @param {First} first */
function warn({ version: firstVersion, folder }) {
  process.emitWarning(
    `Two versions of offloop are loaded, ${firstVersion} (${folder}) and ${version} (${FOLDER}). Each has threads, ` +
      'limits and statistics of its own: make the versions in package.json agree, and run "npm dedupe".',
    { type: 'OffloopWarning', code: 'OFFLOOP_TWO_VERSIONS' },
  );
}

module.exports = { sharedAddon };
