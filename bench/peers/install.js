'use strict';

const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { delimiter, join } = require('node:path');

/** Packages that the benchmark compares with, each in its own `node_modules`, by the module that is loaded. */
const PACKAGES = {
  '@mongodb-js/zstd': ['@mongodb-js/zstd'],
  '@napi-rs/blake-hash': ['@napi-rs/blake-hash'],
  '@noble/hashes': ['sha2', 'sha3', 'legacy', 'blake3'].map((file) => `@noble/hashes/${file}.js`),
  '@node-rs/crc32': ['@node-rs/crc32'],
  '@node-rs/xxhash': ['@node-rs/xxhash'],
  fflate: ['fflate'],
  'hash-wasm': ['hash-wasm'],
  hasha: ['hasha'],
  pako: ['pako'],
  snappy: ['snappy'],
  'zstd-napi': ['zstd-napi'],
};

/** Programs, by name, where they are installed. */
const PROGRAMS = ['pigz', 'zstd', 'brotli', 'b3sum', 'openssl', 'sha256sum'];

/** Peers that are left out everywhere, and why. */
const LEFT_OUT = {
  '@mongodb-js/zstd from 2.0': 'takes its binary from GitHub when it is installed; 1.2 has it in a package',
  '@node-rs/bcrypt': 'does not install with npm 11',
  blake3: 'is missing from some registries; @napi-rs/blake-hash has the same crate',
};

const installed = {};

/**
 * The exports of a peer's modules, together.
 * @param {keyof typeof PACKAGES} name
 * @returns {Promise<Record<string, any> | undefined>} undefined where it is not installed
 */
async function peer(name) {
  installed[name] ??= Promise.all(PACKAGES[name].map((file) => import(require.resolve(file))))
    .then((modules) => Object.assign({}, ...modules))
    .catch(() => undefined);
  return installed[name];
}

function hasProgram(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}

/** The folder of the package.json that lists them. */
const BENCH = join(__dirname, '..');

/** Installs the packages where that has not been done. A package that cannot be built is left out by npm. */
function install() {
  if (existsSync(join(BENCH, 'node_modules'))) return;
  console.log('Installing what the benchmark compares with…');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--prefix', BENCH], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci failed for bench/package-lock.json');
}

/** @returns {Promise<string[]>} a line for each peer that is not measured, with the reason */
async function missing() {
  const lines = Object.entries(LEFT_OUT).map(([name, reason]) => `${name}: ${reason}`);
  for (const name of /** @type {(keyof typeof PACKAGES)[]} */ (Object.keys(PACKAGES))) {
    if ((await peer(name)) === undefined) lines.push(`${name}: could not be installed here`);
  }
  for (const name of PROGRAMS) {
    if (!hasProgram(name)) lines.push(`${name}: no such program here`);
  }
  return lines;
}

module.exports = { hasProgram, install, missing, peer };
