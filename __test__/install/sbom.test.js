'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { canBillCrates } = require('../../scripts/release/crate-bill.js');
const { linkedCrates } = require('../../scripts/third-party/crates.js');
const { packed, platformPackage } = require('./helpers/packages.js');
const { createProject, root } = require('./helpers/project.js');
const lock = require('../../package-lock.json');
const { version } = require('../../package.json');
const { outputOf } = require('../helpers/program.js');

const testWithCyclonedx = canBillCrates() ? test : test.skip;

function billIn(tarball) {
  const bill = outputOf('tar', ['-xzOf', tarball, 'package/sbom.cdx.json']);
  return JSON.parse(bill);
}

/** @type {(component: { name: string, group?: string, version: string }) => string} */
const named = ({ name, group, version: of }) => `${group ? `${group}/` : ''}${name}@${of}`;

test('the package has a CycloneDX bill of the packages that are installed with it, and of no others', () => {
  const bill = billIn(packed());
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' });
  expect(bill.metadata.component).toMatchObject({
    name: 'offloop',
    version,
    purl: `pkg:npm/offloop@${version}`,
  });

  const project = createProject();
  project.npm('install', '--ignore-scripts', packed());
  const installed = outputOf('npm', ['ls', '--all', '--parseable', '--long'], { cwd: project.folder });
  project.remove();
  const names = installed
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(':')[1]);
  const own = `offloop@${version}`;
  expect(bill.components.map(named).sort()).toEqual(names.filter((name) => name !== own).sort());
});

test('each package in it has the hash that package-lock.json pins', () => {
  const { components } = billIn(packed());
  expect(components).not.toHaveLength(0);
  for (const { name, version: of, hashes } of components) {
    /** @type {[string, any][]} */
    const entries = Object.entries(lock.packages);
    const pinned = entries.find(
      ([place, entry]) => place.endsWith(`node_modules/${name}`) && entry.version === of,
    );
    const sha512 = Buffer.from(pinned?.[1].integrity.replace('sha512-', ''), 'base64').toString('hex');
    expect(hashes).toEqual([{ alg: 'SHA-512', content: sha512 }]);
  }
});

testWithCyclonedx(
  'a package for a platform has a CycloneDX bill of every crate that is linked into it',
  () => {
    const bill = billIn(platformPackage());
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' });
    expect(bill.metadata.component).toMatchObject({ name: 'offloop', version });
    expect(JSON.stringify(bill)).not.toContain(root);

    const components = new Map(bill.components.map((component) => [named(component), component]));
    const target = bill.metadata.properties.find(({ name }) => name === 'cdx:rustc:sbom:target:triple').value;
    for (const crate of linkedCrates(root, [target])) {
      const component = components.get(named(crate));
      expect(component).toMatchObject({ purl: `pkg:cargo/${crate.name}@${crate.version}` });
      expect(component.hashes).toEqual([{ alg: 'SHA-256', content: checksums().get(named(crate)) }]);
    }
  },
);

/** The crates of Cargo.lock and their hashes. */
function checksums() {
  const text = fs.readFileSync(path.join(root, 'Cargo.lock'), 'utf8');
  const entry = /name = "(.+)"\nversion = "(.+)"\nsource = .+\nchecksum = "(.+)"/g;
  return new Map([...text.matchAll(entry)].map(([, name, of, checksum]) => [`${name}@${of}`, checksum]));
}
