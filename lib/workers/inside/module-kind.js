'use strict';

const fs = require('node:fs');
const path = require('node:path');

/** Options of node that have every module imported. */
const LOADERS = /(?:^|\s)--(?:import|loader|experimental-loader)\b/;

/**
 * Whether `require` loads the file, by the rules that node has for the file that it is started with: by its extension and
 * its package, unless an option names a loader. It is much quicker than `import`, which starts node's loader of ES modules.
 * @param {string} file an absolute path
 */
function isCommonJs(file) {
  if (LOADERS.test([...process.execArgv, process.env.NODE_OPTIONS].join(' '))) return false;
  const extension = path.extname(file);
  try {
    const found = fs.realpathSync(file);
    return extension === '.cjs' || (extension === '.js' && typeOfPackage(found) !== 'module');
  } catch {
    // Import says that there is no such file, or what is wrong with its package.json.
    return false;
  }
}

/**
 * `type` in the nearest package.json above the file.
 * @param {string} file
 */
function typeOfPackage(file) {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (path.basename(folder) === 'node_modules') return undefined;
    const manifest = manifestIn(folder);
    if (manifest !== undefined) return manifest.type;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/**
 * Undefined where there is none that can be read.
 * @param {string} folder
 * @returns {{ type?: unknown } | undefined}
 */
function manifestIn(folder) {
  let text;
  try {
    text = fs.readFileSync(path.join(folder, 'package.json'), 'utf8');
  } catch {
    return undefined;
  }
  return JSON.parse(text) ?? {};
}

module.exports = { isCommonJs };
