'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { napi } = require('../../package.json');
const { PLATFORMS, platformOf } = require('../../scripts/install/platforms.js');

const loader = fs.readFileSync(path.join(__dirname, '..', '..', 'lib', 'native.js'), 'utf8');

test('package.json builds for the platforms that the install script knows', () => {
  expect([...napi.targets].sort()).toEqual(Object.keys(PLATFORMS).sort());
});

test.each(Object.values(PLATFORMS))('the loader looks for a file and a package for %s', (platform) => {
  expect(loader).toContain(`case '${platform}': return require('./offloop.${platform}.node');`);
  expect(loader).toContain(`case '${platform}': return require('offloop-${platform}');`);
});

test.each([
  ['x86_64-unknown-linux-gnu', 'linux-x64-gnu'],
  ['aarch64-alpine-linux-musl', 'linux-arm64-musl'],
  ['aarch64-apple-darwin', 'darwin-arm64'],
  ['x86_64-pc-windows-gnu', undefined],
  ['riscv64gc-unknown-linux-gnu', undefined],
])('Rust target %s is platform %s', (target, platform) => {
  expect(platformOf(target)).toBe(platform);
});
