'use strict';

const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { PLATFORMS } = require('../install/platforms.js');

/** The whole dependency graph with its documentation strings: a few MiB. */
const METADATA_LIMIT = 256 * 1024 * 1024;

/**
 * @typedef {object} Crate
 * @property {string} name
 * @property {string} version
 * @property {string} license an SPDX expression
 * @property {string} folder where cargo keeps its source
 */

/**
 * The crates whose code is in the addon of at least one platform, by name. What only runs during a build
 * (build scripts, macros, tests) is not among them.
 * @param {string} root folder of Cargo.lock
 * @param {string[]} [targets] Rust's names of the platforms, by default all
 * @returns {Crate[]}
 */
function linkedCrates(root, targets = Object.keys(PLATFORMS)) {
  const { packages, resolve } = metadata(root, targets);
  const byId = new Map(packages.map((/** @type {any} */ crate) => [crate.id, crate]));
  const edges = new Map(resolve.nodes.map((/** @type {any} */ node) => [node.id, node.deps]));
  const linked = new Set();
  const waiting = [resolve.root];
  for (const id of waiting) {
    if (linked.has(id) || isMacro(byId.get(id))) continue;
    linked.add(id);
    waiting.push(
      ...edges
        .get(id)
        .filter(isLinked)
        .map((/** @type {any} */ edge) => edge.pkg),
    );
  }
  const foreign = [...linked].map((id) => byId.get(id)).filter(({ source }) => source !== null);
  return foreign.map(shape).sort(byNameAndVersion);
}

/**
 * @param {string} root
 * @param {string[]} targets
 */
function metadata(root, targets) {
  const platforms = targets.flatMap((target) => ['--filter-platform', target]);
  const json = execFileSync(
    'cargo',
    ['metadata', '--locked', '--quiet', '--format-version', '1', ...platforms],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: METADATA_LIMIT,
    },
  );
  return JSON.parse(json);
}

/** @param {{ targets: { kind: string[] }[] }} crate */
function isMacro({ targets }) {
  return targets.some(({ kind }) => kind.includes('proc-macro'));
}

/** @param {{ dep_kinds: { kind: string | null }[] }} edge */
function isLinked({ dep_kinds: kinds }) {
  return kinds.some(({ kind }) => kind === null);
}

/**
 * @param {{ name: string, version: string, license: string, manifest_path: string }} crate
 * @returns {Crate}
 */
function shape({ name, version, license, manifest_path: manifest }) {
  return { name, version, license: license.replace('/', ' OR '), folder: path.dirname(manifest) };
}

/**
 * @param {Crate} a
 * @param {Crate} b
 */
function byNameAndVersion(a, b) {
  return a.name < b.name || (a.name === b.name && a.version < b.version) ? -1 : 1;
}

module.exports = { linkedCrates };
