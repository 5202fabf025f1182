'use strict';

// Makes a release without publishing it: `npm run release:pack [-- FOLDER…]`. `release/` then has the tarball of `offloop`,
// one for each platform whose addon is in one of the folders (by default `lib/`), and in `release/dependencies/` those of the
// packages that offloop depends on. They install without a registry:
//
//     npm install --offline release/*.tgz release/dependencies/*.tgz

const path = require('node:path');
const { canBillCrates } = require('./release/crate-bill.js');
const { makeRelease } = require('./release/make-release.js');

const root = path.join(__dirname, '..');
const folders = process.argv.length > 2 ? process.argv.slice(2) : [path.join(root, 'lib')];
const platforms = makeRelease(path.join(root, 'release'), folders);
console.log(`release/ has offloop, ${platforms.join(', ')}, and the packages that they depend on`);
if (!canBillCrates()) {
  const install = 'cargo install --locked cargo-cyclonedx';
  console.warn(`Packages of platforms have no bill of materials, which a release needs: ${install}`);
}
