'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { manifestAbove, packageFiles } = require('./package-files.js');

/** The root of this package, and what of it a child that runs JavaScript loads or may load. */
const ROOT = path.join(__dirname, '..', '..');
const LOADED = /^(bundle|lib|node_modules|[^.].*\.(m?js|json))$/;

const NO_INSPECTOR = path.join(ROOT, 'lib', 'workers', 'bootstrap', 'no-inspector.js');

/**
 * A sandbox in which a child that runs a JavaScript file also reads node, this package and the package of the file.
 * @param {import('./sandbox.js').Sandbox} sandbox
 * @param {string} file
 * @param {string} [cwd] where the child runs; by default, where this process does
 */
function withProgram(sandbox, file, cwd) {
  const { read, packages } = packageFiles(file);
  const folders = [path.dirname(fs.realpathSync(file)), workingDirectory(cwd)];
  const manifests = folders.flatMap(manifestAbove);
  const all = [...sandbox.read, fs.realpathSync(process.execPath), ...ownFiles(), ...manifests, ...read];
  return { ...sandbox, read: [...new Set(all)], packages };
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

/**
 * Options of node with which such a child lets no debugger in. Where the kernel gives it no socket none can listen anyway, and
 * a start costs less without them.
 * @param {import('./sandbox.js').Sandbox | undefined} sandbox
 * @param {boolean} bestEffort whether the kernel may allow more than the sandbox does
 */
function sandboxArguments(sandbox, bestEffort) {
  const hasSockets = sandbox !== undefined && (sandbox.network !== 'none' || bestEffort);
  return hasSockets ? ['--require', NO_INSPECTOR] : [];
}

module.exports = { sandboxArguments, withProgram };
