'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * The folder of an installed package and those of all packages that it depends on, as links lead to them: what a sandbox
 * has to read for the package to work, and no more. Optional packages for other platforms are not there.
 * @param {string} folder
 * @param {Set<string>} [found]
 */
function installedFolders(folder, found = new Set()) {
  const real = fs.realpathSync(folder);
  if (found.has(real)) return found;
  found.add(real);
  for (const name of dependenciesOf(real)) {
    const installed = folderOf(name, real);
    if (installed !== undefined) installedFolders(installed, found);
  }
  return found;
}

/** @param {string} folder */
function dependenciesOf(folder) {
  const text = fs.readFileSync(path.join(folder, 'package.json'), 'utf8');
  const { dependencies, optionalDependencies } = JSON.parse(text);
  return Object.keys({ ...dependencies, ...optionalDependencies });
}

/**
 * Where node finds a package that is required from a folder.
 * @param {string} name
 * @param {string} from
 */
function folderOf(name, from) {
  for (let folder = from; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (fs.existsSync(path.join(candidate, 'package.json'))) return candidate;
  }
  return undefined;
}

module.exports = { installedFolders };
