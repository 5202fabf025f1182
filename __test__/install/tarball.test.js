'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { addonFile, packWithout, packed, platformPackage } = require('./helpers/packages.js');
const { createProject, root } = require('./helpers/project.js');
const { outputOf, runProgram } = require('../helpers/program.js');

const SHA256_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const platform = path.basename(addonFile).split('.')[1];
const BUILD = 10 * 60 * 1000;

let project;

beforeEach(() => {
  project = createProject();
});

afterEach(() => project.remove());

function expectItWorks() {
  const required = project.node('-e', `console.log(require('offloop').hashSync('sha256', 'abc'))`);
  expect(required.stdout.trim()).toBe(SHA256_OF_ABC);
  const source = `import { hash } from 'offloop'; console.log(await hash('sha256', 'abc'));`;
  const imported = project.node('--input-type=module', '-e', source);
  expect(imported.stdout.trim()).toBe(SHA256_OF_ABC);
}

test('with the addon inside, no script has to run', () => {
  project.npm('install', '--ignore-scripts', packed());
  expectItWorks();
});

test('with the addon inside, the install script asks for no cargo', () => {
  const asked = project.replaceCargo();
  project.npm('install', packed());
  expect(fs.existsSync(asked)).toBe(false);
  expectItWorks();
});

test(
  'without the addon, the install script builds it',
  () => {
    project.hurryBuilds();
    project.npm('install', packWithout(addonFile));
    expectItWorks();
  },
  BUILD,
);

test('without the addon and without scripts, loading it says what to do', () => {
  project.npm('install', '--ignore-scripts', packWithout(addonFile));
  const { status, stderr } = project.node('-e', `require('offloop')`);
  expect(status).not.toBe(0);
  expect(stderr).toContain('ERR_ADDON_UNAVAILABLE');
  expect(stderr).toContain('npm rebuild offloop');
});

test('without the addon, the package for the platform brings it, and no script has to run', () => {
  project.npm('install', '--ignore-scripts', packWithout(addonFile), platformPackage());
  expectItWorks();
});

const testOnLinux = process.platform === 'linux' ? test : test.skip;

testOnLinux.each([
  ['the package', 'offloop/lib', () => [packed()]],
  ['the package for the platform', `offloop-${platform}`, () => [packWithout(addonFile), platformPackage()]],
])('the launcher of worker processes can be executed out of %s', (_, folder, tarballs) => {
  project.npm('install', '--ignore-scripts', ...tarballs());
  const launcher = path.join(project.folder, 'node_modules', folder, `offloop-launch.${platform}`);
  expect(fs.statSync(launcher).mode & 0o777).toBe(0o755);
  // Not started by its starter: it says so, and nothing else happens.
  expect(runProgram(launcher, ['--parent=1', '--inherit=0', '--', 'true']).status).toBe(126);
});

test('a missing C compiler is named, with the command that installs it', () => {
  project.npm('install', '--ignore-scripts', packWithout(addonFile));
  const { status, stderr } = project.installWithOnly('cargo', 'rustc');
  expect(status).toBe(1);
  expect(stderr).toContain('no working C compiler was found');
  expect(stderr).toContain('Install it with:');
});

test.each([
  ['CommonJS under node16', 'main.cts', 'node16'],
  ['ES modules under node16', 'main.mts', 'node16'],
  ['a bundler', 'main.ts', 'bundler'],
])('TypeScript finds the types of %s', (_, file, moduleResolution) => {
  project.npm('install', '--ignore-scripts', packed());
  project.write(
    file,
    `import { hash } from 'offloop';
     export const digest: Promise<string> = hash('sha256', 'abc');
     // @ts-expect-error: if the types were lost this would pass
     hash();`,
  );
  const module = moduleResolution === 'bundler' ? 'esnext' : moduleResolution;
  const compilerOptions = {
    module,
    moduleResolution,
    target: 'es2022',
    strict: true,
    noEmit: true,
    types: ['node'],
  };
  const typeRoots = [path.join(root, 'node_modules', '@types')];
  project.write(
    'tsconfig.json',
    JSON.stringify({ compilerOptions: { ...compilerOptions, typeRoots }, files: [file] }),
  );
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  expect(runProgram(process.execPath, [tsc, '-p', project.folder])).toMatchObject({
    stdout: '',
    status: 0,
  });
});

test('the package holds what a build needs, and nothing of the tests', () => {
  const list = outputOf('tar', ['-tzf', packed()]).split('\n');
  for (const file of [
    'Cargo.toml',
    'Cargo.lock',
    'build.rs',
    'launcher/Cargo.toml',
    'launcher/src/lib.rs',
    'src/lib.rs',
    'scripts/install.js',
    'THIRD-PARTY.md',
  ]) {
    expect(list).toContain(`package/${file}`);
  }
  expect(list.filter((file) => /__test__|node_modules|target\/|\.ci\/|\/tests(\.rs|\/)/.test(file))).toEqual(
    [],
  );
});
