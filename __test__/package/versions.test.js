'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { version, workspaces } = require('../../package.json');
const lock = require('../../package-lock.json');

/** @type {any[]} */
const entries = Object.values(lock.packages);

const read = (file) => fs.readFileSync(path.join(__dirname, '..', '..', file), 'utf8');

test('the package, the crates and both lock files have one version', () => {
  expect(lock.version).toBe(version);
  expect(lock.packages[''].version).toBe(version);
  expect(read('Cargo.toml')).toContain(`name = "offloop"\nversion = "${version}"`);
  expect(read('launcher/Cargo.toml')).toContain(`name = "offloop-launcher"\nversion = "${version}"`);
  for (const crate of ['offloop', 'offloop-launcher']) {
    expect(read('Cargo.lock')).toContain(`name = "${crate}"\nversion = "${version}"`);
  }
});

test('package-lock.json names no address', () => {
  const resolved = entries.flatMap((entry) => (entry.link ? [] : (entry.resolved ?? [])));
  expect(resolved).toEqual([]);
  expect(read('package-lock.json').match(/https?:\/\/[^"]*\.tgz/g)).toBeNull();
});

test('package-lock.json has the folder of each workspace, without which npm install fails', () => {
  const links = entries.filter(({ link }) => link);
  expect(links.map(({ resolved }) => resolved)).toEqual(workspaces);
});

test('the fuzz targets, which compile the engine, have its dependencies', () => {
  const ofAddon = dependenciesOf('Cargo.toml').filter(
    (line) => !/^(napi|hdrhistogram|offloop-launcher)/.test(line),
  );
  const ofFuzz = dependenciesOf('fuzz/Cargo.toml').filter((line) => !line.startsWith('libfuzzer-sys'));
  expect(ofFuzz).toEqual(ofAddon);
});

/** @param {string} file */
function dependenciesOf(file) {
  const [, section] = /^\[dependencies\]\n([^[]*(?:\["[^[]*)*)/m.exec(read(file)) ?? [];
  const lines = (section ?? '').split('\n').filter((line) => /^[a-z][\w-]* = /.test(line));
  expect(lines.length).toBeGreaterThan(10);
  return lines.sort();
}
