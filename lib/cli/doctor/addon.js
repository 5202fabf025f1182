'use strict';

const path = require('node:path');
const { version } = require('../../version.js');

/** The addon: its file, and where that came from; or why it does not load. */
function addonReport() {
  const facts = { offloop: version, node: process.version, platform: `${process.platform}-${process.arch}` };
  const title = 'addon';
  try {
    require('../../native.js');
  } catch (/** @type {any} */ error) {
    const [what, ...rest] = error.message.split('\n');
    const remedy = rest.map((/** @type {string} */ line) => line.trim()).join('\n    ');
    return { title, isLoaded: false, facts: { ...facts, file: 'none' }, problems: [{ what, remedy }] };
  }
  const file = Object.keys(require.cache).find((name) => /offloop\.[^/\\]*\.node$/.test(name)) ?? '';
  const isLocal = path.dirname(file) === path.join(__dirname, '..', '..');
  /** @type {{ found: string, version?: string }} */
  const found = isLocal ? { found: 'in lib/: built here, or part of this package' } : packageOf(file);
  return { title, isLoaded: true, facts: { ...facts, file, ...found }, problems: versionProblems(found) };
}

/**
 * @param {string} file
 * @returns {{ found: string, version?: string }}
 */
function packageOf(file) {
  const manifest = require(path.join(path.dirname(file), 'package.json'));
  return { found: `prebuilt, in the package ${manifest.name}`, version: manifest.version };
}

/** @param {{ version?: string }} found */
function versionProblems(found) {
  if (found.version === undefined || found.version === version) return [];
  return [
    {
      what: `The addon has version ${found.version}, but the package has ${version}.`,
      remedy: 'Install again, so that both have the same version: npm install offloop',
    },
  ];
}

module.exports = { addonReport };
