'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { cargoBuild } = require('./cargo.js');
const { buildLauncher, hasLauncher } = require('./launcher.js');
const { platformOf } = require('./platforms.js');
const { explainFailure, findRust } = require('./requirements.js');

/**
 * Builds the addon, and the launcher where there is one, with cargo and puts them into `lib/`. Reports a
 * problem on stderr and sets the exit code.
 * @param {string} root folder of the package
 * @param {string} profile cargo's name: `release` or `dev`
 */
function buildFromSource(root, profile) {
  try {
    const rust = findRust(root);
    const platform = platformOf(rust.target);
    if (platform === undefined) throw new Error(`there is no build for the Rust target ${rust.target}`);
    console.error(`offloop: building the addon for ${platform} with cargo (several minutes on two cores)`);
    const artifact = cargoBuild(root, profile);
    if (artifact === undefined) throw new Error(explainFailure());
    place(artifact, path.join(root, 'lib', `offloop.${platform}.node`));
    if (hasLauncher(platform)) placeLauncher(root, path.join(root, 'lib', `offloop-launch.${platform}`));
    require(path.join(root, 'lib', 'native.js'));
  } catch (error) {
    console.error(`\noffloop: the addon could not be built: ${/** @type {Error} */ (error).message}\n`);
    process.exitCode = 1;
  }
}

/**
 * @param {string} root
 * @param {string} file
 */
function placeLauncher(root, file) {
  const program = buildLauncher(root);
  if (program === undefined) throw new Error(explainFailure());
  place(program, file);
}

/**
 * Renaming replaces the file in one step: a process that has the old one loaded keeps it.
 * @param {string} artifact
 * @param {string} file
 */
function place(artifact, file) {
  const beside = `${file}.${process.pid}`;
  fs.copyFileSync(artifact, beside);
  fs.chmodSync(beside, 0o755);
  fs.renameSync(beside, file);
}

module.exports = { buildFromSource };
