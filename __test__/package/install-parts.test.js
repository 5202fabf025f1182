'use strict';

const { advice, COMMANDS } = require('../../scripts/install/advice.js');
const { sharedLibrary } = require('../../scripts/install/cargo.js');
const { isOlder } = require('../../scripts/install/requirements.js');

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
