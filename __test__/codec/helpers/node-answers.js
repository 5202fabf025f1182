'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');
const { present } = require('../../helpers/values.js');

/** Results of node:zlib for good and bad data. The file describes its own form and origin. */
const FILE = path.join(__dirname, '../../../src/engine/codec/tests/node_zlib.txt');

/** @type {Map<string, { format: string, bytes: Buffer }>} compressed data by name */
const BASES = new Map();
/** @type {{ title: string, base: string, format: string, bytes: Buffer, options: object, expected: string }[]} */
const RECORDED = [];

/** The edits of a line by name: how many words each takes, and what it does. */
const EDITS = {
  cut: { takes: 1, edit: (kase, length) => ({ ...kase, bytes: kase.bytes.subarray(0, Number(length)) }) },
  xor: {
    takes: 2,
    edit: (kase, at, mask) => ({ ...kase, bytes: flipped(kase.bytes, Number(at), parseInt(mask, 16)) }),
  },
  then: {
    takes: 1,
    edit: (kase, hex) => ({ ...kase, bytes: Buffer.concat([kase.bytes, Buffer.from(hex, 'hex')]) }),
  },
  dictionary: { takes: 1, edit: (kase, hex) => withOption(kase, { dictionary: Buffer.from(hex, 'hex') }) },
  reject: { takes: 0, edit: (kase) => withOption(kase, { rejectGarbageAfterEnd: true }) },
};

function withOption(kase, option) {
  return { ...kase, options: { ...kase.options, ...option } };
}

/** A copy in which the bits of `mask` are turned over in one byte. */
function flipped(bytes, index, mask) {
  const copy = Buffer.from(bytes);
  copy[index] ^= mask;
  return copy;
}

function read(line) {
  if (line.startsWith('base ')) {
    const [, name, format, hex] = line.split(' ');
    BASES.set(name, { format, bytes: Buffer.from(hex, 'hex') });
    return;
  }
  const [title, expected] = line.split(' = ');
  const [base, ...words] = title.split(' ');
  let kase = { ...present(BASES.get(base)), options: {} };
  while (words.length > 0) {
    const { takes, edit } = EDITS[words.shift()];
    kase = edit(kase, ...words.splice(0, takes));
  }
  RECORDED.push({ title, base, expected, ...kase });
}

for (const line of readFileSync(FILE, 'utf8').split('\n')) {
  if (line !== '' && !line.startsWith('#')) read(line);
}

module.exports = { BASES, RECORDED, flipped };
