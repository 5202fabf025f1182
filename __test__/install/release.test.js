'use strict';

const path = require('node:path');
const { canBillCrates } = require('../../scripts/release/crate-bill.js');
const { addonFile, released } = require('./helpers/packages.js');
const { createProject } = require('./helpers/project.js');
const { outputOf } = require('../helpers/program.js');

const SHA256_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const platform = addonFile.split('.')[1];

const named = (start) => released().find((file) => path.basename(file).startsWith(start));
const contents = (tarball) => outputOf('tar', ['-tzf', tarball]).split('\n');
const manifest = (tarball) => JSON.parse(outputOf('tar', ['-xOzf', tarball, 'package/package.json']));

// Packing compresses an addon that may have the information for a debugger.
beforeAll(() => released(), 10 * 60 * 1000);

test('a release installs in an empty project without a network and without scripts', () => {
  const project = createProject();
  try {
    project.npm('install', '--offline', '--ignore-scripts', ...released());
    const { stdout } = project.node('-e', `console.log(require('offloop').hashSync('sha256', 'abc'))`);
    expect(stdout).toBe(`${SHA256_OF_ABC}\n`);
    project.write('abc', 'abc');
    expect(project.npx('offloop', 'hash', 'abc').stdout).toBe(`${SHA256_OF_ABC}  abc\n`);
  } finally {
    project.remove();
  }
});

test('the package has no binary, and names one for each platform at its own version', () => {
  const main = named('offloop-0');
  expect(contents(main).filter((file) => /\.node$|offloop-launch\./.test(file))).toEqual([]);
  const { version, optionalDependencies, napi } = manifest(main);
  expect(Object.keys(optionalDependencies)).toHaveLength(napi.targets.length);
  expect(optionalDependencies[`offloop-${platform}`]).toBe(version);
  expect(new Set(Object.values(optionalDependencies))).toEqual(new Set([version]));
});

test('the platform’s package has the addon, the launcher and the terms of what they contain', () => {
  const tarball = named(`offloop-${platform}`);
  const expected = [path.basename(addonFile), 'LICENSE', 'package.json', 'README.md'];
  if (process.platform === 'linux') expected.push(`offloop-launch.${platform}`);
  if (canBillCrates()) expected.push('sbom.cdx.json');
  const files = contents(tarball).filter(Boolean);
  expect(files.sort()).toEqual(expected.map((file) => `package/${file}`).sort());
  const terms = outputOf('tar', ['-xOzf', tarball, 'package/LICENSE']);
  expect(terms).toContain('Third-party');
  expect(manifest(tarball)).toMatchObject({ os: [process.platform], cpu: [process.arch] });
});
