'use strict';

const { closeSync, openSync, readFileSync, readSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '../..');
const MIB = 1 << 20;
const SIZE = 8 * MIB;

/**
 * Data to compress by its kind, of as many bytes as are asked for: the same in every run on the same Node.js and the
 * same packages.
 */
const KINDS = { text, json, source, binary };

/** 8 MiB of each kind. */
function corpus() {
  return Object.fromEntries(Object.entries(KINDS).map(([kind, make]) => [kind, make(SIZE)]));
}

/** Prose: the Markdown of this package and of those it is developed with. */
function text(size) {
  return contents('.md', size);
}

/** Programs: the JavaScript of those packages. */
function source(size) {
  return contents('.js', size);
}

/** Whole files with this ending of their names, one after the other until there is enough. */
function contents(ending, size) {
  const pieces = [];
  let bytes = 0;
  for (const path of files(join(ROOT, 'node_modules'), ending)) {
    if (bytes >= size) break;
    pieces.push(readFileSync(path));
    bytes += pieces.at(-1).length;
  }
  return cycled(Buffer.concat(pieces), size);
}

function* files(directory, ending) {
  const entries = readdirSync(directory, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isFile() && entry.name.endsWith(ending)) yield path;
    if (entry.isDirectory() && !entry.name.startsWith('.')) yield* files(path, ending);
  }
}
/** What an API may answer: records with names, numbers, times, flags and nested lists. */
function json(size) {
  const random = generator(20_260_101);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const records = [];
  for (let bytes = 0, id = 1; bytes < size; id += 1) {
    const name = `${pick(['Ada', 'Linus', 'Grace', 'Alan', 'Edsger', 'Barbara'])} ${pick(['Berg', 'Costa', 'Ito', 'Okafor'])}`;
    const record = JSON.stringify({
      id,
      name,
      email: `${name.toLowerCase().replace(' ', '.')}${Math.floor(random() * 1000)}@example.com`,
      created: new Date(1.6e12 + random() * 1e11).toISOString(),
      active: random() < 0.8,
      balance: Math.round(random() * 1e6) / 100,
      tags: Array.from({ length: Math.floor(random() * 4) }, () => pick(['new', 'vip', 'trial', 'eu', 'us'])),
      position: { lat: random() * 180 - 90, lon: random() * 360 - 180 },
    });
    records.push(record);
    bytes += record.length + 1;
  }
  return Buffer.from(`[${records.join(',')}]`).subarray(0, size);
}

/** Machine code and tables: the middle of the program that runs this. */
function binary(size) {
  const bytes = Buffer.alloc(size);
  const file = openSync(process.execPath, 'r');
  const read = readSync(file, bytes, 0, size, 16 * MIB);
  closeSync(file);
  return cycled(bytes.subarray(0, read), size);
}

/** The bytes again and again: the window of deflate, 32 KiB, is too short to see that. */
function cycled(bytes, size) {
  if (bytes.length < 1 << 16) throw new Error('too little data: run "npm install" first');
  return Buffer.alloc(size, bytes);
}

/** Numbers from 0 to 1, the same for the same seed: a linear congruential generator. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

module.exports = { KINDS, corpus };
