'use strict';

const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { coded } = require('./errors.js');

/**
 * Packages that users install beside this one: the oldest version that works, and the one that tests run with. Newer ones
 * are taken. package.json is tested against this table.
 * @type {Record<string, { since: string, tested: string }>}
 */
const PEERS = {
  bullmq: { since: '6.0.0', tested: '6.7.0' },
  'onnxruntime-node': { since: '1.24.0', tested: '1.30.0' },
  send: { since: '0.19.0', tested: '1.2.1' },
  sharp: { since: '0.34.0', tested: '0.35.5' },
};

/**
 * Loads such a package.
 * @template T
 * @param {string} name
 * @param {string} user the function, class or entry point that needs it, for the message
 * @param {() => T} load requires it: with the name in the call, which bundlers look for
 * @returns {T}
 */
function loadPeer(name, user, load) {
  /** @type {string | undefined} */
  let entry;
  try {
    entry = require.resolve(name);
  } catch {
    // In a bundle of the program's there is no file to find, and `load` has it.
  }
  if (entry !== undefined) checkVersion(name, user, packageOf(name, entry)?.version);
  try {
    return load();
  } catch (/** @type {any} */ error) {
    throw isMissing(name, error) ? missing(name, user, error) : error;
  }
}

/**
 * Finds such a package without loading it, for a worker that will.
 * @param {string} name
 * @param {string} user
 * @param {string} [from] a file, from which it is looked for; by default from this package
 * @returns {{ entry: string, folder: string }} the file to require, and the folder of the package
 */
function findPeer(name, user, from) {
  const entry = resolve(name, user, from === undefined ? require : createRequire(from));
  const found = packageOf(name, entry);
  checkVersion(name, user, found?.version);
  return { entry, folder: found?.folder ?? path.dirname(entry) };
}

/**
 * @param {string} name
 * @param {string} user
 * @param {NodeJS.Require} require
 */
function resolve(name, user, require) {
  try {
    return require.resolve(name);
  } catch (/** @type {any} */ error) {
    throw isMissing(name, error) ? missing(name, user, error) : error;
  }
}

/**
 * Whether the package itself is missing. One that is there and lacks a package of its own says so itself.
 * @param {string} name
 * @param {any} error
 */
function isMissing(name, error) {
  return error?.code === 'MODULE_NOT_FOUND' && error.message.includes(`'${name}'`);
}

/**
 * @param {string} name
 * @param {string} user
 * @param {unknown} cause
 */
function missing(name, user, cause) {
  const message = `${user} needs the package ${name}: npm install ${name} (tested with version ${PEERS[name].tested})`;
  return coded('ERR_PEER_MISSING', message, { cause });
}

/**
 * The folder and version of the package that a file belongs to.
 * @param {string} name
 * @param {string} file
 */
function packageOf(name, file) {
  let folder = path.dirname(file);
  while (folder !== path.dirname(folder)) {
    const manifest = manifestIn(folder);
    if (manifest?.name === name) return { folder, version: String(manifest.version) };
    folder = path.dirname(folder);
  }
  return undefined;
}

/** @param {string} folder */
function manifestIn(folder) {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name
 * @param {string} user
 * @param {string} [version] where it could be found out
 */
function checkVersion(name, user, version) {
  const { since, tested } = PEERS[name];
  if (version === undefined || !isOlder(version, since)) return;
  const message = `${user} needs ${name} ${since} or newer, and version ${version} is installed: npm install ${name}@${tested}`;
  throw coded('ERR_PEER_MISSING', message, { version });
}

/**
 * Compares the numbers of two versions; a prerelease counts as its release.
 * @param {string} version
 * @param {string} other
 */
function isOlder(version, other) {
  const [mine, others] = [version, other].map((text) => text.split(/[.+-]/, 3).map(Number));
  const at = mine.findIndex((number, index) => number !== others[index]);
  return at !== -1 && mine[at] < others[at];
}

module.exports = { PEERS, findPeer, loadPeer };
