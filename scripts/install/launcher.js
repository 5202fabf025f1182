'use strict';

const { spawnSync } = require('node:child_process');

/** A report of a few crates, one JSON object a line. */
const REPORT_LIMIT = 16 * 1024 * 1024;
const STATIC = ['--', '--codegen', 'target-feature=+crt-static'];

/**
 * @param {string} platform
 * @returns {boolean} whether the launcher of worker processes is built for it
 */
function hasLauncher(platform) {
  return platform.startsWith('linux-');
}

/**
 * Builds the launcher with the C library inside, so that no variable of the environment can put code into it
 * before its limits are set; where there is no static C library, with the shared one.
 * @param {string} root folder of Cargo.toml
 * @returns {string | undefined} path of the program, or `undefined` when the build failed
 */
function buildLauncher(root) {
  return cargoRustc(root, STATIC) ?? cargoRustc(root, []);
}

/**
 * @param {string} root
 * @param {string[]} flags
 */
function cargoRustc(root, flags) {
  const launcher = ['--package', 'offloop-launcher', '--bin', 'offloop-launch', '--profile', 'launcher'];
  const { status, stdout } = spawnSync(
    'cargo',
    ['rustc', ...launcher, '--locked', '--message-format=json-render-diagnostics', ...flags],
    { cwd: root, encoding: 'utf8', maxBuffer: REPORT_LIMIT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return status === 0 ? executable(stdout) : undefined;
}

/**
 * @param {string} report output of cargo with `--message-format=json`
 * @returns {string | undefined}
 */
function executable(report) {
  return report
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line).executable)
    .find((file) => typeof file === 'string');
}

module.exports = { buildLauncher, hasLauncher };
