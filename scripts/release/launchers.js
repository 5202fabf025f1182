'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * Puts the launcher of worker processes into a platform's package that `napi create-npm-dirs` made.
 * @param {string} folder of the package
 * @param {string} launcher path of `offloop-launch.<platform>`
 */
function addLauncher(folder, launcher) {
  const name = path.basename(launcher);
  fs.copyFileSync(launcher, path.join(folder, name));
  // Artifacts of a workflow come back without their modes, and npm packs and installs a file as it finds it.
  fs.chmodSync(path.join(folder, name), 0o755);

  const manifest = path.join(folder, 'package.json');
  const contents = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  contents.files.push(name);
  // Yarn would leave it inside a zip file otherwise, where it cannot be executed.
  contents.preferUnplugged = true;
  fs.writeFileSync(manifest, `${JSON.stringify(contents, null, 2)}\n`);
}

module.exports = { addLauncher };
