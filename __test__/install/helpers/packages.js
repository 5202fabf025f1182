'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { useSharedFolder } = require('../../helpers/folder.js');
const { pack } = require('../../../scripts/release/npm-pack.js');
const { makeRelease } = require('../../../scripts/release/make-release.js');
const { root } = require('./project.js');
const { present } = require('../../helpers/values.js');
const { outputOf } = require('../../helpers/program.js');

const folder = useSharedFolder();

const addonFile = path.join(
  'lib',
  present(fs.readdirSync(path.join(root, 'lib')).find((file) => file.endsWith('.node'))),
);

function once(make) {
  let made;
  return () => (made ??= make());
}

/** The package as `npm pack` makes it here: with the addon of this platform inside. */
const packed = once(() => pack(root, path.join(folder, 'whole'), { withScripts: true }));

/** The same package, less one file. */
function packWithout(file) {
  const stage = fs.mkdtempSync(path.join(folder, 'less-'));
  outputOf('tar', ['-xzf', packed(), '-C', stage]);
  fs.rmSync(path.join(stage, 'package', file));
  return pack(path.join(stage, 'package'), stage);
}

/** The tarballs of a release with the addon of this platform, as `npm run release:pack` makes them. */
const released = once(() => {
  const target = path.join(folder, 'release');
  makeRelease(target, [path.join(root, 'lib')]);
  const files = /** @type {string[]} */ (fs.readdirSync(target, { recursive: true }));
  const tarballs = files.filter((file) => file.endsWith('.tgz'));
  return tarballs.map((file) => path.join(target, file));
});

/** What a release publishes for this platform beside the package. */
const platformPackage = () =>
  released().find((file) => path.basename(file).startsWith(`offloop-${addonFile.split('.')[1]}`));

module.exports = { addonFile, packWithout, packed, platformPackage, released };
