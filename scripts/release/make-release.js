'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { dependencyFolders } = require('./dependencies.js');
const { pack } = require('./npm-pack.js');
const { fillPlatformPackages } = require('./platform-packages.js');

const root = path.join(__dirname, '../..');

/**
 * Makes the tarballs that a release publishes, and in `dependencies/` those of what they depend on.
 * @param {string} target the folder for them, which is made anew
 * @param {string[]} folders of addons and launchers
 * @returns {string[]} the platforms whose addon was there
 */
function makeRelease(target, folders) {
  fs.rmSync(target, { recursive: true, force: true });
  const stage = fs.mkdtempSync(path.join(os.tmpdir(), 'offloop-release-'));
  try {
    const main = unpackedMain(stage);
    const platforms = fillPlatformPackages(main, folders);
    if (platforms.length === 0) throw new Error(`there is no addon in ${folders.join(', ')}: npm run build`);
    nameOptionalDependencies(main);
    pack(main, target);
    for (const platform of platforms) pack(path.join(main, 'npm', platform), target);
    for (const folder of dependencyFolders(root)) pack(folder, path.join(target, 'dependencies'));
    return platforms;
  } finally {
    fs.rmSync(stage, { recursive: true });
  }
}

/**
 * The package as it is published: npm's list of its files, without a binary.
 * @param {string} stage
 * @returns {string} its folder
 */
function unpackedMain(stage) {
  const tarball = pack(root, stage, { withScripts: true });
  execFileSync('tar', ['-xzf', tarball, '-C', stage]);
  const main = path.join(stage, 'package');
  const lib = path.join(main, 'lib');
  for (const file of fs.readdirSync(lib)) {
    if (/^offloop-launch\.|\.node$/.test(file)) fs.rmSync(path.join(lib, file));
  }
  return main;
}

/** What `napi pre-publish` does, which also publishes. @param {string} main */
function nameOptionalDependencies(main) {
  const file = path.join(main, 'package.json');
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  const platforms = fs.readdirSync(path.join(main, 'npm'));
  manifest.optionalDependencies = Object.fromEntries(
    platforms.map((platform) => [`${manifest.napi.packageName}-${platform}`, manifest.version]),
  );
  fs.writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

module.exports = { makeRelease };
