'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * The folders of all packages that a package depends on, and of those that these depend on, as they are installed.
 * @param {string} root folder of the package
 * @returns {string[]}
 */
function dependencyFolders(root) {
  const found = new Set();
  const add = (/** @type {string} */ folder) => {
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      const dependency = installed(name, folder);
      if (found.has(dependency)) continue;
      found.add(dependency);
      add(dependency);
    }
  };
  add(root);
  return [...found];
}

/**
 * Node's rule: the nearest `node_modules` above.
 * @param {string} name
 * @param {string} from
 * @returns {string}
 */
function installed(name, from) {
  const folder = path.join(from, 'node_modules', name);
  if (fs.existsSync(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(from);
  if (parent === from) throw new Error(`${name} is not installed: npm install`);
  return installed(name, parent);
}

module.exports = { dependencyFolders };
