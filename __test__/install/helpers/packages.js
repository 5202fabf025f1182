'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { useSharedFolder } = require('../../helpers/folder.js');
const { environment, root } = require('./project.js');

const folder = useSharedFolder();

const addonFile = path.join(
  'lib',
  fs.readdirSync(path.join(root, 'lib')).find((file) => file.endsWith('.node')),
);

/** Runs `npm pack` in a folder. Returns the path of the tarball. */
function pack(from, to, flags = ['--ignore-scripts']) {
  fs.mkdirSync(to, { recursive: true });
  const args = ['pack', '--json', ...flags, '--loglevel=error', '--pack-destination', to];
  const [{ filename }] = JSON.parse(
    execFileSync('npm', args, { cwd: from, env: environment({}), encoding: 'utf8' }),
  );
  return path.join(to, filename);
}

function once(make) {
  let made;
  return () => (made ??= make());
}

/** The package as `npm pack` makes it here: with the addon of this platform inside. */
const packed = once(() => pack(root, path.join(folder, 'whole'), ['--foreground-scripts=false']));

/** The same package, less one file. */
function packWithout(file) {
  const stage = fs.mkdtempSync(path.join(folder, 'less-'));
  execFileSync('tar', ['-xzf', packed(), '-C', stage]);
  fs.rmSync(path.join(stage, 'package', file));
  return pack(path.join(stage, 'package'), stage);
}

/** What a release publishes for this platform beside the package, made by the same commands. */
const platformPackage = once(() => {
  const stage = path.join(folder, 'release');
  fs.mkdirSync(path.join(stage, 'artifacts'), { recursive: true });
  for (const file of ['package.json', 'README.md', 'LICENSE']) {
    if (fs.existsSync(path.join(root, file))) fs.copyFileSync(path.join(root, file), path.join(stage, file));
  }
  const addon = path.basename(addonFile);
  const platform = addon.split('.')[1];
  napi(stage, 'create-npm-dirs');
  fs.copyFileSync(path.join(root, addonFile), path.join(stage, 'npm', platform, addon));
  for (const other of fs.readdirSync(path.join(stage, 'npm'))) {
    if (other !== platform) fs.rmSync(path.join(stage, 'npm', other), { recursive: true });
  }
  execFileSync(
    process.execPath,
    [path.join(root, 'scripts', 'platform-launchers.js'), path.join(root, 'lib')],
    {
      cwd: stage,
    },
  );
  return pack(path.join(stage, 'npm', platform), stage);
});

function napi(cwd, command) {
  const cli = path.join(root, 'node_modules', '@napi-rs', 'cli', 'dist', 'cli.js');
  execFileSync(process.execPath, [cli, command], { cwd, stdio: 'ignore' });
}

module.exports = { addonFile, packWithout, packed, platformPackage };
