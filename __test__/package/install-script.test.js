'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { advice } = require('../../scripts/install/advice.js');
const { useFolder } = require('../helpers/folder.js');
const { runProgram } = require('../helpers/program.js');
const { LOADER } = require('./helpers/loader-files.js');

const root = path.join(__dirname, '..', '..');
const describePosix = process.platform === 'win32' ? describe.skip : describe;

describePosix('scripts/install.js', () => {
  const bin = useFolder();
  const stage = useFolder();

  /** A copy of the package without an addon, and a PATH with nothing but what a test puts there. */
  beforeEach(() => {
    for (const file of ['Cargo.toml', 'package.json', 'scripts'])
      fs.cpSync(path.join(root, file), stage.at(file), { recursive: true });
    fs.mkdirSync(stage.at('lib'));
    for (const file of LOADER) {
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

  function install(variables) {
    const options = { cwd: stage.path, baseEnv: { PATH: bin.path }, env: variables };
    return runProgram(process.execPath, ['scripts/install.js'], options);
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

  test('shows only the errors of cargo when cargo fails for another reason', () => {
    rust('1.99.0');
    program('cc', 'exit 0');
    const { status, stderr } = install();
    expect(status).toBe(1);
    expect(stderr).toContain('cargo failed, its errors are above');
    expect(stderr).not.toContain('C compiler');
  });

  describe('cargo’s target folder', () => {
    /** A cargo that leaves what it made, and fails. */
    beforeEach(() => {
      rust('1.99.0');
      program('cc', 'exit 0');
      const made = '"${CARGO_TARGET_DIR:-target}"/release';
      program(
        'cargo',
        `[ "$1" = --version ] && exit; PATH=/bin:/usr/bin; mkdir -p ${made}; echo x > ${made}/made; echo "in $CARGO_TARGET_DIR" >&2; exit 1`,
      );
    });

    test('is gone after an installation, also after one that failed', () => {
      const before = stage.list();
      const { stderr } = install();
      expect(stderr).toContain(`in ${stage.at('.target-')}`);
      expect(stage.list()).toEqual(before);
    });

    test('stays in a checkout, where it is used again', () => {
      fs.mkdirSync(stage.at('.git'));
      install();
      expect(stage.list()).toContain('target');
    });

    test('stays where the user has named one', () => {
      const target = bin.at('named');
      const { stderr } = install({ CARGO_TARGET_DIR: target });
      expect(stderr).toContain(`in ${target}\n`);
      expect(fs.existsSync(path.join(target, 'release/made'))).toBe(true);
    });
  });

  test('passes on what cargo says when it does not run', () => {
    program('cargo', 'echo "no default toolchain" >&2; exit 1');
    const { status, stderr } = install();
    expect(status).toBe(1);
    expect(stderr).toContain('"cargo --version" failed: no default toolchain');
  });
});
