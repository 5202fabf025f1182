'use strict';

const fs = require('node:fs');
const path = require('node:path');

/** Of licences to choose from, the first of these is taken; its text is in the file that matches. */
const PREFERRED = [
  { id: 'MIT', file: /^licen[cs]e-mit$/i },
  { id: 'MIT-0', file: /^license-mit0$/i },
  { id: 'CC0-1.0', file: /^license[-_]cc0$/i },
];

/** C libraries that come inside a crate: where their terms are, in the crate or, if it lacks them, here. */
const BUNDLED = {
  'compu-brotli-sys': path.join(__dirname, 'brotli.txt'),
  'libdeflate-sys': 'libdeflate/COPYING',
  'zstd-sys': 'zstd/LICENSE',
};

/** Crates that are published without the licence file of their repository. */
const OMITTED = {
  napi: path.join(__dirname, 'napi-rs.txt'),
  'napi-sys': path.join(__dirname, 'napi-rs.txt'),
};

/**
 * The licence texts that must be published with a crate.
 * @param {import('./crates.js').Crate} crate
 * @returns {string[]}
 * @throws {Error} when there is none: then it has to be found and added to the tables above
 */
function licenceTexts(crate) {
  const files = [...ownFiles(crate), lookUp(OMITTED, crate.name), lookUp(BUNDLED, crate.name)];
  const texts = files
    .filter((file) => file !== undefined)
    .map((file) => tidy(fs.readFileSync(path.resolve(crate.folder, file), 'utf8')));
  if (texts.length === 0) throw new Error(`${crate.name} ${crate.version} has no licence file`);
  return texts;
}

/** @param {import('./crates.js').Crate} crate */
function ownFiles({ folder, license }) {
  const files = fs
    .readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort();
  const choices = license.includes(' AND ') ? [] : license.split(' OR ');
  const choice = PREFERRED.find(({ id }) => choices.includes(id));
  const chosen = files.filter((file) => choice?.file.test(file));
  return chosen.length > 0 ? chosen : files;
}

/**
 * @param {Record<string, string>} table
 * @param {string} name
 * @returns {string | undefined}
 */
function lookUp(table, name) {
  return table[name];
}

/** The same text with other line ends or margins is the same text. @param {string} text */
function tidy(text) {
  return text
    .replace(/\r/g, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');
}

module.exports = { licenceTexts };
