'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');
const { gunzipSync } = require('node:zlib');

const FOLDER = path.join(__dirname, '../../vectors');

/**
 * The vectors of a file whose vectors each begin with a line "COUNT = …": the fields by their names.
 * @returns {Record<string, string>[]}
 */
function readCounted(name) {
  const text = readFileSync(path.join(FOLDER, name), 'utf8');
  return text
    .split(/^COUNT *=.*$/m)
    .slice(1)
    .map(fieldsOf);
}

function fieldsOf(text) {
  const lines = text.matchAll(/^([A-Za-z_]+) *=[ \t]*(.*?)\s*$/gm);
  return Object.fromEntries([...lines].map(([, field, value]) => [field, value]));
}

/** The tests of one of Wycheproof's files. */
function readWycheproof(name) {
  const bytes = readFileSync(path.join(FOLDER, 'wycheproof', `${name}_test.json.gz`));
  return JSON.parse(gunzipSync(bytes).toString()).testGroups.flatMap(({ tests }) => tests);
}

const hex = (text = '') => Buffer.from(text, 'hex');

module.exports = { hex, readCounted, readWycheproof };
