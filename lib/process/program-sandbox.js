'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { packageFiles, parents } = require('./package-files.js');

/** The root of this package, and what of it a child that runs JavaScript loads or may load. */
const ROOT = path.join(__dirname, '..', '..');
const LOADED = /^(bundle|lib|node_modules|[^.].*\.(m?js|json))$/;

/**
 * A sandbox in which a child that runs a JavaScript file also reads node, this package and the package of the file.
 * @param {import('./sandbox.js').Sandbox} sandbox
 * @param {string} file
 * @param {string} [cwd] where the child runs; by default, where this process does
 */
function withProgram(sandbox, file, cwd) {
  const { read, packages } = packageFiles(file);
  const manifests = [
    ...manifestAbove(fs.realpathSync(file)),
    ...manifestAbove(path.join(workingDirectory(cwd), 'x')),
  ];
  const all = [...sandbox.read, fs.realpathSync(process.execPath), ...ownFiles(), ...manifests, ...read];
  return { ...sandbox, read: [...new Set(all)], packages };
}

/**
 * The nearest package.json, which node looks up for a module there: from Node 24 on it ends if it may not read that.
 * @param {string} file
 */
function manifestAbove(file) {
  const names = parents(file).map((folder) => path.join(folder, 'package.json'));
  return names
    .filter((name) => fs.existsSync(name))
    .slice(0, 1)
    .map((name) => fs.realpathSync(name));
}

/** @param {string} [cwd] */
function workingDirectory(cwd) {
  try {
    return path.resolve(cwd ?? '.');
  } catch {
    // It was removed: there is nothing to look up.
    return path.parse(process.execPath).root;
  }
}

/** What a child may load of this package, and of those that are installed beside and above it. */
function ownFiles() {
  const own = fs.readdirSync(ROOT).filter((name) => LOADED.test(name));
  return [
    ...own.map((name) => fs.realpathSync(path.join(ROOT, name))),
    ...packageFiles(path.join(ROOT, 'index.js')).read,
  ];
}

module.exports = { withProgram };
