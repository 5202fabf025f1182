'use strict';

// Writes sbom.cdx.json, a CycloneDX bill of materials of the JavaScript that the package brings along, for `npm pack`;
// with --remove removes it. What is in the addon is listed by the bills of the platform packages: scripts/release/crate-bill.js.

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '..');
const file = path.join(root, 'sbom.cdx.json');

/**
 * `npm sbom` reads the lock file in a folder that has the package as a user gets it: of a clone it also lists tools that
 * come with the tools. It takes the folder's name for the package's.
 */
function make() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offloop-sbom-'));
  try {
    const stage = path.join(folder, 'offloop');
    fs.mkdirSync(stage);
    write(stage, 'package.json', withoutTools(read('package.json')));
    write(stage, 'package-lock.json', lockOfUsers());
    const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'library'];
    fs.writeFileSync(file, execFileSync('npm', args, { cwd: stage, shell: process.platform === 'win32' }));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function lockOfUsers() {
  const { packages, ...lock } = read('package-lock.json');
  const kept = Object.entries(packages).filter(([place, entry]) => place !== '' && isForUsers(place, entry));
  return { ...lock, packages: { '': withoutTools(packages['']), ...Object.fromEntries(kept) } };
}

/**
 * A peer is the user's own, in a version of the user's choice.
 * @param {string} place
 * @param {{ dev?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }} entry
 */
function isForUsers(place, { dev, devOptional, peer, link }) {
  return place.startsWith('node_modules/') && !dev && !devOptional && !peer && !link;
}

/** @param {object} manifest */
function withoutTools(manifest) {
  return { ...manifest, devDependencies: undefined, workspaces: undefined };
}

/** @param {string} name */
function read(name) {
  return JSON.parse(fs.readFileSync(path.join(root, name), 'utf8'));
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {object} contents
 */
function write(folder, name, contents) {
  fs.writeFileSync(path.join(folder, name), JSON.stringify(contents));
}

if (process.argv.includes('--remove')) fs.rmSync(file, { force: true });
else make();
