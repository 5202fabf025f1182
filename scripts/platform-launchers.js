'use strict';

// Puts the launchers into the platform packages that `napi create-npm-dirs` made:
// `node scripts/platform-launchers.js FOLDER`, the folder of the `offloop-launch.<platform>` files.

const fs = require('node:fs');
const path = require('node:path');
const { hasLauncher } = require('./install/launcher.js');
const { addLauncher } = require('./release/launchers.js');

for (const platform of fs.readdirSync('npm').filter(hasLauncher)) {
  addLauncher(path.join('npm', platform), path.join(process.argv[2], `offloop-launch.${platform}`));
}
