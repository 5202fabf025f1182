'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { packageFiles } = require('./package-files.js');

/** The root of this package, and what of it a child that runs JavaScript loads or may load. */
const ROOT = path.join(__dirname, '..', '..');
const LOADED = /^(bundle|lib|node_modules|[^.].*\.(m?js|json))$/;

/**
 * A sandbox in which a child that runs a JavaScript file also reads node, this package and the package of the file.
 * @param {import('./sandbox.js').Sandbox} sandbox
 * @param {string} file
 */
function withProgram(sandbox, file) {
  const { read, packages } = packageFiles(file);
  const all = [...sandbox.read, fs.realpathSync(process.execPath), ...ownFiles(), ...read];
  return { ...sandbox, read: [...new Set(all)], packages };
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
