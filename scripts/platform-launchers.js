'use strict';

// Puts the launchers into the platform packages that `napi create-npm-dirs` made:
// `node scripts/platform-launchers.js FOLDER`, the folder of the `offloop-launch.<platform>` files.

const fs = require('node:fs');
const path = require('node:path');
const { hasLauncher } = require('./install/launcher.js');

const artifacts = process.argv[2];

for (const platform of fs.readdirSync('npm').filter(hasLauncher)) {
  const folder = path.join('npm', platform);
  const launcher = `offloop-launch.${platform}`;
  fs.copyFileSync(path.join(artifacts, launcher), path.join(folder, launcher));
  // Artifacts of a workflow come back without their modes, and npm packs and installs a file as it finds it.
  fs.chmodSync(path.join(folder, launcher), 0o755);

  const manifest = path.join(folder, 'package.json');
  const contents = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  contents.files.push(launcher);
  // Yarn would leave it inside a zip file otherwise, where it cannot be executed.
  contents.preferUnplugged = true;
  fs.writeFileSync(manifest, `${JSON.stringify(contents, null, 2)}\n`);
}
