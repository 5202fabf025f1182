'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { sharedLibrary } = require('../../scripts/install/cargo.js');
const { advice, COMMANDS } = require('../../scripts/install/advice.js');
const { isOlder } = require('../../scripts/install/requirements.js');
const { useFolder } = require('../helpers/folder.js');

const root = path.join(__dirname, '..', '..');
const describePosix = process.platform === 'win32' ? describe.skip : describe;

describePosix('scripts/install.js', () => {
  const bin = useFolder();
  const stage = useFolder();

  /** A copy of the package without an addon, and a PATH with nothing but what a test puts there. */
  beforeEach(() => {
    for (const file of ['Cargo.toml', 'scripts'])
      fs.cpSync(path.join(root, file), stage.at(file), { recursive: true });
    fs.mkdirSync(stage.at('lib'));
    for (const file of ['native.js', 'native-error.js', 'errors.js', 'error-table.js']) {
      fs.copyFileSync(path.join(root, 'lib', file), stage.at('lib', file));
    }
  });

  function program(name, script) {
    fs.writeFileSync(bin.at(name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  function rust(release) {
    program('rustc', `echo 'release: ${release}'; echo 'host: x86_64-unknown-linux-gnu'`);
    program('cargo', 'test "$1" = --version');
  }

  function install() {
    const env = { PATH: bin.path };
    return spawnSync(process.execPath, ['scripts/install.js'], { cwd: stage.path, env, encoding: 'utf8' });
  }

  test('names cargo and the command that installs it when there is none', () => {
    const { status, stderr } = install();
    expect(status).toBe(1);
    expect(stderr).toContain('cargo was not found');
    expect(stderr).toContain('https://rustup.rs');
    expect(stderr).not.toContain('    at '); // a stack would bury it
  });

  test('names the version that is needed when rustc is too old', () => {
    rust('1.63.0');
    const { status, stderr } = install();
    expect(status).toBe(1);
    expect(stderr).toMatch(/rustc 1\.63\.0 is too old, \d+\.\d+ or newer is needed/);
    expect(stderr).toContain('rustup update stable');
  });

  test.each([
    ['apt-get', 'sudo apt-get install -y build-essential'],
    ['dnf', 'sudo dnf install -y gcc glibc-devel'],
    ['apk', 'apk add build-base'],
  ])(
    'names the C compiler and the %s command that installs it when cargo fails without one',
    (manager, command) => {
      if (process.platform !== 'linux') return expect(advice('C compiler', manager)).toContain(command);
      rust('1.99.0');
      program(manager, '');
      const { status, stderr } = install();
      expect(status).toBe(1);
      expect(stderr).toContain('no working C compiler was found');
      expect(stderr).toContain(command);
    },
  );

  test('leaves it at the errors of cargo when cargo fails for another reason', () => {
    rust('1.99.0');
    program('cc', 'exit 0');
    const { status, stderr } = install();
    expect(status).toBe(1);
    expect(stderr).toContain('cargo failed, its errors are above');
    expect(stderr).not.toContain('C compiler');
  });

  test('passes on what cargo says when it does not run', () => {
    program('cargo', 'echo "no default toolchain" >&2; exit 1');
    const { status, stderr } = install();
    expect(status).toBe(1);
    expect(stderr).toContain('"cargo --version" failed: no default toolchain');
  });
});

test.each(Object.keys(COMMANDS))('there is a command for %s on every system', (missing) => {
  for (const system of ['apt-get', 'dnf', 'apk', 'pacman', 'zypper', 'darwin', 'win32', 'freebsd']) {
    expect(advice(missing, system)).toMatch(/Install it with:\n\n {4}\S+/);
  }
});

test.each([
  ['1.87.0', '1.88', true],
  ['1.88.0', '1.88', false],
  ['1.100.0-nightly', '1.88', false],
  ['2.0.0', '1.88', false],
])('rustc %s is older than %s: %s', (version, required, older) => {
  expect(isOlder(version, required)).toBe(older);
});

test('the shared library is found in the report of cargo, among other lines', () => {
  const artifact = (name, filenames) =>
    JSON.stringify({ reason: 'compiler-artifact', target: { name }, filenames });
  const report = [
    artifact('libc', ['/t/liblibc.rlib']),
    'a line of something else',
    artifact('offloop', ['/t/liboffloop.so']),
    JSON.stringify({ reason: 'build-finished', success: true }),
  ].join('\n');
  expect(sharedLibrary(report)).toBe('/t/liboffloop.so');
  expect(sharedLibrary('')).toBeUndefined();
});
