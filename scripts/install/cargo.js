'use strict';

const { spawnSync } = require('node:child_process');

/** A report of every crate, one JSON object a line: a few hundred KiB. */
const REPORT_LIMIT = 64 * 1024 * 1024;

/**
 * Runs `cargo build`; its progress and its errors go to stderr.
 * @param {string} root folder of Cargo.toml
 * @param {string} profile
 * @returns {string | undefined} path of the shared library, or `undefined` when the build failed
 */
function cargoBuild(root, profile) {
  const { status, stdout } = spawnSync(
    'cargo',
    ['build', '--lib', '--locked', '--profile', profile, '--message-format=json-render-diagnostics'],
    { cwd: root, encoding: 'utf8', maxBuffer: REPORT_LIMIT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return status === 0 ? sharedLibrary(stdout) : undefined;
}

/**
 * Cargo says where its artifacts are, also where CARGO_TARGET_DIR or a config file names another folder.
 * @param {string} report output of `cargo build --message-format=json`
 * @returns {string | undefined}
 */
function sharedLibrary(report) {
  return report
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(({ reason, target }) => reason === 'compiler-artifact' && target.name === 'offloop')
    .flatMap(({ filenames }) => filenames)
    .find((file) => /\.(so|dylib|dll)$/.test(file));
}

module.exports = { cargoBuild, sharedLibrary };
