'use strict';

// Prints the folders of packages and of all that they depend on, from the root of this checkout: `packages.js NAME...`.

const { createRequire } = require('node:module');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '../..');
/** @type {Set<string>} */
const folders = new Set();

/**
 * @param {string} name
 * @param {string} from the package that depends on it
 */
function add(name, from) {
  const places = createRequire(path.join(from, 'package.json')).resolve.paths(name) ?? [];
  const folder = places.map((place) => path.join(place, name)).find((place) => fs.existsSync(place));
  if (folder === undefined || folders.has(folder)) return;
  folders.add(folder);
  const { dependencies = {} } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  for (const dependency of Object.keys(dependencies)) add(dependency, folder);
}

for (const name of process.argv.slice(2)) add(name, ROOT);
for (const folder of folders) console.log(path.relative(ROOT, folder));
