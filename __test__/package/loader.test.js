'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { setEnvironmentData } = require('node:worker_threads');
const { useFolder } = require('../helpers/folder.js');
const { present } = require('../helpers/values.js');
const { LOADER } = require('./helpers/loader-files.js');

const lib = path.join(__dirname, '..', '..', 'lib');
const addon = present(fs.readdirSync(lib).find((file) => file.endsWith('.node')));
const [, platform] = present(/^offloop\.(.+)\.node$/.exec(addon));

const folder = useFolder();

const SHARED = Symbol.for('offloop.addon');

/** A package that has the loader but no addon. */
beforeEach(() => {
  fs.mkdirSync(folder.at('lib'));
  for (const file of LOADER) fs.copyFileSync(path.join(lib, file), folder.at('lib', file));
  fs.writeFileSync(folder.at('package.json'), '{ "version": "1.0.0" }');
  // Each test is a program of its own.
  forgetCopies();
});
afterAll(forgetCopies);

/** Makes the next copy the first. */
function forgetCopies() {
  delete globalThis[SHARED];
  setEnvironmentData('offloop.addon', undefined);
}

function loadError() {
  try {
    require(folder.at('lib', 'native.js'));
  } catch (error) {
    return error;
  }
  throw new Error('the addon was loaded');
}

function addPlatformPackage(source) {
  const name = folder.at('lib', 'node_modules', `offloop-${platform}`);
  fs.mkdirSync(name, { recursive: true });
  fs.writeFileSync(path.join(name, 'index.js'), source);
}

test('an absent addon is an error that lists what was tried and what to do', () => {
  const error = loadError();
  expect(error.code).toBe('ERR_ADDON_UNAVAILABLE');
  expect(error.message).toContain(`./offloop.${platform}.node`);
  expect(error.message).toContain(`offloop-${platform}`);
  expect(error.message).toContain('npm install-scripts approve offloop');
  expect(error.message).toContain('npm rebuild offloop');
  expect(error.message).toContain('npm install --include=optional offloop');
});

test('an addon that does not load is an error with the message of the linker, which is the cause', () => {
  fs.writeFileSync(folder.at('lib', addon), 'not a shared library');
  const error = loadError();
  expect(error.message).toContain(error.cause.message.split('\n')[0]);
  expect(error.cause.message).toContain(addon);
  expect(error.message).toMatch(/The binary .+ build it .*"npm rebuild offloop"/);
});

test('a platform without a build has an error that says so', () => {
  const real = Object.getOwnPropertyDescriptor(process, 'arch');
  Object.defineProperty(process, 'arch', { ...real, value: 'mips' });
  try {
    const error = loadError();
    expect(error.message).toContain(`There is no build for ${process.platform}-mips`);
    expect(error.message).not.toContain('Tried:');
  } finally {
    Object.defineProperty(process, 'arch', present(real));
  }
});

test('the package for the platform is used where there is no build of this machine', () => {
  addPlatformPackage("module.exports = { from: 'the platform package' };");
  expect(require(folder.at('lib', 'native.js'))).toEqual({ from: 'the platform package' });
});

test('a build of this machine comes before the package for the platform', () => {
  addPlatformPackage("module.exports = { from: 'the platform package' };");
  fs.copyFileSync(path.join(lib, addon), folder.at('lib', addon));
  expect(require(folder.at('lib', 'native.js'))).not.toHaveProperty('from');
});
