'use strict';

const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '../..');
const NAME = 'sbom.cdx.json';

/** Whether bills of crates can be made here: whether cargo-cyclonedx is installed. */
function canBillCrates() {
  return spawnSync('cargo', ['cyclonedx', '--version']).status === 0;
}

/**
 * Puts a bill of materials (CycloneDX) into a platform's package that `napi create-npm-dirs` made: the crates in its addon
 * and its launcher, each with its hash. That of the main package is made by scripts/sbom.js.
 * @param {string} folder of the package
 * @param {string} target Rust's name of the platform
 */
function addCrateBill(folder, target) {
  fs.writeFileSync(path.join(folder, NAME), billOf(target));
  const manifest = path.join(folder, 'package.json');
  const contents = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  contents.files.push(NAME);
  fs.writeFileSync(manifest, `${JSON.stringify(contents, null, 2)}\n`);
}

/** @param {string} target */
function billOf(target) {
  // Without what only runs during a build, except macros, which it does not distinguish.
  const options = ['--format', 'json', '--spec-version', '1.5', '--all', '--no-build-deps'];
  const stem = `sbom.${target}`;
  execFileSync('cargo', ['cyclonedx', ...options, '--target', target, '--override-filename', stem], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // It writes one beside each Cargo.toml. That of the addon lists the launcher and its crates too.
  const bill = take(path.join(root, `${stem}.json`));
  take(path.join(root, 'launcher', `${stem}.json`));
  // It names crates of this repository by the folder that they were built in.
  return bill.replaceAll(`path+file://${root}`, 'path+file://');
}

/** @param {string} file */
function take(file) {
  const contents = fs.readFileSync(file, 'utf8');
  fs.rmSync(file);
  return contents;
}

module.exports = { addCrateBill, canBillCrates };
