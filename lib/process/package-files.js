'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * What a module may read under `sandbox: true`: its package (its folder where there is no package), and the packages that
 * are installed beside and above it.
 * @param {string} file absolute
 * @returns {string[]}
 */
function packageFiles(file) {
  const real = fs.realpathSync(file);
  const folders = parents(real);
  const home =
    folders.find((folder) => fs.existsSync(path.join(folder, 'package.json'))) ?? path.dirname(real);
  const above = folders.slice(folders.indexOf(home) + 1);
  const installed = above.map((folder) => path.join(folder, 'node_modules'));
  return [home, ...installed.filter((folder) => fs.existsSync(folder))];
}

/** @param {string} file */
function parents(file) {
  const folders = [];
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder))
    folders.push(folder);
  return folders;
}

module.exports = { packageFiles };
