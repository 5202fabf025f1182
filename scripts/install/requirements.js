'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { advice } = require('./advice.js');

/**
 * Checks that cargo and rustc are there and new enough.
 * @param {string} root folder of Cargo.toml
 * @returns {{ target: string }} the platform that cargo will build for
 * @throws {Error} whose message names what is missing and the command that installs it
 */
function findRust(root) {
  outputOf('cargo', ['--version']);
  const verbose = outputOf(process.env.RUSTC || 'rustc', ['-vV']);
  const release = field(verbose, 'release');
  const required = requiredRust(root);
  if (isOlder(release, required)) {
    throw new Error(`rustc ${release} is too old, ${required} or newer is needed.\n${advice('newer Rust')}`);
  }
  return { target: process.env.CARGO_BUILD_TARGET || field(verbose, 'host') };
}

/**
 * Why `cargo build` failed, as far as missing tools explain it; cargo has printed its own errors.
 * A compiler is looked for only now: where one is not on the PATH cargo may still know another.
 */
function explainFailure() {
  const failed = 'cargo failed, its errors are above.';
  if (process.platform === 'win32') {
    return `${failed} If they name link.exe or cl.exe, the C compiler is missing.\n${advice('C compiler')}`;
  }
  return hasCompiler() ? failed : `no working C compiler was found.\n${advice('C compiler')}`;
}

/** Whether the C compiler runs and finds the headers of the C library. */
function hasCompiler() {
  const { status } = spawnSync(process.env.CC || 'cc', ['-E', '-x', 'c', '-'], {
    input: '#include <stdlib.h>\n',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  return status === 0;
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function outputOf(program, args) {
  const { error, status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error) throw new Error(`${program} was not found.\n${advice('Rust')}`);
  if (status !== 0) throw new Error(`"${program} ${args.join(' ')}" failed: ${stderr.trim()}`);
  return stdout;
}

/**
 * @param {string} verbose output of `rustc -vV`
 * @param {string} name
 */
function field(verbose, name) {
  const value = new RegExp(`^${name}: (.+)$`, 'm').exec(verbose)?.[1];
  if (value === undefined)
    throw new Error(`rustc -vV did not print its ${name}: is this rustc from rustup or a distribution?`);
  return value;
}

/** @param {string} root */
function requiredRust(root) {
  const manifest = fs.readFileSync(path.join(root, 'Cargo.toml'), 'utf8');
  const version = /^rust-version = "(.+)"$/m.exec(manifest)?.[1];
  if (version === undefined) throw new Error('Cargo.toml names no rust-version');
  return version;
}

/**
 * @param {string} version as in `1.87.0-nightly`
 * @param {string} required as in `1.88`
 */
function isOlder(version, required) {
  const [major, minor] = version.split('.').map(Number);
  const [wantedMajor, wantedMinor] = required.split('.').map(Number);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}

module.exports = { explainFailure, findRust, isOlder };
