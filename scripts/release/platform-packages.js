'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { hasLauncher } = require('../install/launcher.js');
const { PLATFORMS } = require('../install/platforms.js');
const { addCrateBill, canBillCrates } = require('./crate-bill.js');
const { addLauncher } = require('./launchers.js');

const root = path.join(__dirname, '../..');

/**
 * Lays out `npm/<platform>/` for every platform, as the release does, and puts in the binaries that are there.
 * @param {string} main folder of the main package
 * @param {string[]} folders where `offloop.<platform>.node` and `offloop-launch.<platform>` may be
 * @returns {string[]} the platforms whose addon is there
 */
function fillPlatformPackages(main, folders) {
  const cli = path.join(root, 'node_modules', '@napi-rs', 'cli', 'dist', 'cli.js');
  execFileSync(process.execPath, [cli, 'create-npm-dirs'], { cwd: main, stdio: 'ignore' });
  const withBills = canBillCrates();
  return Object.entries(PLATFORMS).flatMap(([target, platform]) => {
    const addon = fileIn(folders, `offloop.${platform}.node`);
    if (addon === undefined) return [];
    const folder = path.join(main, 'npm', platform);
    fs.copyFileSync(addon, path.join(folder, path.basename(addon)));
    if (hasLauncher(platform)) {
      const launcher = fileIn(folders, `offloop-launch.${platform}`);
      if (launcher === undefined) throw new Error(`${platform} has an addon and no launcher`);
      addLauncher(folder, launcher);
    }
    if (withBills) addCrateBill(folder, target);
    addTerms(main, folder);
    return [platform];
  });
}

/**
 * @param {string[]} folders
 * @param {string} name
 */
function fileIn(folders, name) {
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

/**
 * What an addon contains comes with these terms, and npm always packs a LICENSE.
 * @param {string} main
 * @param {string} folder
 */
function addTerms(main, folder) {
  const terms = ['LICENSE', 'THIRD-PARTY.md'].map((file) => fs.readFileSync(path.join(main, file)));
  fs.writeFileSync(path.join(folder, 'LICENSE'), Buffer.concat(terms));
}

module.exports = { fillPlatformPackages };
