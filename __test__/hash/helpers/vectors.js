'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { gunzipSync } = require('node:zlib');

const FOLDER = join(__dirname, '../../vectors');
/** `Name = value`, `Name: value` or `[Name = value]`; not a comment. */
const LINE = /^(\[)?([^#=:]+?) ?[=:]\s*([^\]]*)\]?$/;

/** The text of a file in the folder of vectors. */
function readText(name) {
  const bytes = readFileSync(join(FOLDER, name));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
}

function readJson(name) {
  return JSON.parse(readText(name));
}

/**
 * The blocks of a file laid out like NIST's response files: lines of "Name = value" or "Name: value", between empty
 * lines. Each block also has the values in square brackets that were given last before it.
 * @returns {Record<string, string>[]}
 */
function readBlocks(name) {
  const section = {};
  const blocks = [];
  let block;
  for (const line of readText(name)
    .split('\n')
    .map((text) => text.trim())) {
    if (line === '') block = undefined;
    const [, bracket, field, value] = LINE.exec(line) ?? [];
    if (field === undefined) continue;
    if (bracket !== undefined) section[field] = value;
    else if (block !== undefined) block[field] = value;
    else blocks.push((block = { ...section, [field]: value }));
  }
  return blocks;
}

/**
 * The message of a block; NIST writes the empty one as the byte 00 with a length of 0.
 * @param {Record<string, string>} block
 */
function messageOf({ Len, Msg }) {
  return Buffer.from(Len === '0' ? '' : Msg, 'hex');
}

module.exports = { messageOf, readBlocks, readJson };
