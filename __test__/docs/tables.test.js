'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');
const { declarations } = require('./helpers/declarations.js');
const { ROWS: FORMATS } = require('../../lib/codec/formats.js');
const { CLASSES } = require('../../lib/errors.js');
const { ROWS: ALGORITHMS } = require('../../lib/hash/algorithms.js');
const { CODES: POOL_CODES } = require('../../lib/workers/errors.js');
const { NAMES } = require('../../lib/option-names.js');
const offloop = require('../..');

const read = (file) => readFileSync(path.join(__dirname, '../..', file), 'utf8');
const types = declarations();
const readme = read('README.md');

/** The members of a union of string literals of the types. */
function union(name) {
  const declaration = new RegExp(`export type ${name} =([^;]*);`).exec(types)[1];
  return [...declaration.matchAll(/'([^']+)'/g)].map(([, member]) => member);
}

/** The words of a list that begins like this in README.md. */
function list(start) {
  const words = readme.slice(readme.indexOf(`${start}: \``) + start.length + 3).split('`')[0];
  return words.split(/\s+/);
}

const names = (rows) => rows.map((row) => row.name).sort();

test('the types name every algorithm and format of the native tables', () => {
  expect(union('HashAlgorithm').sort()).toEqual(names(ALGORITHMS));
  expect(union('CompressionFormat').sort()).toEqual(names(FORMATS));
});

test('README.md names every algorithm and format of the native tables', () => {
  expect(list('Algorithms').sort()).toEqual(names(ALGORITHMS));
  expect(list('Formats').sort()).toEqual(names(FORMATS));
});

test('docs/errors.md names every code of ours with its class', () => {
  const rows = [...read('docs/errors.md').matchAll(/^\| `(\w+)` +\| (\w+) /gm)];
  const documented = Object.fromEntries(rows.map(([, code, name]) => [code, name]));
  for (const [code, Class] of Object.entries(CLASSES))
    expect([code, documented[code]]).toEqual([code, Class.name]);
});

test('docs/errors.md names every code of a pool with its class', () => {
  const rows = [...read('docs/errors.md').matchAll(/^\| `(\w+)` +\| (\w+) /gm)];
  const documented = Object.fromEntries(rows.map(([, code, name]) => [code, name]));
  // The native jobs have this code too, and with it the row.
  const { ERR_QUEUE_FULL, ...codes } = POOL_CODES;
  expect(documented).toMatchObject(codes);
  expect(read('docs/errors.md')).toContain(`\`ERR_QUEUE_FULL\` of a pool is a ${ERR_QUEUE_FULL}`);
});

test('docs/workers.md names every option of a pool and of a call', () => {
  const workers = read('docs/workers.md');
  for (const option of [...NAMES.WorkerPool, ...NAMES['WorkerPool#stream'], ...NAMES['WorkerPool#close']])
    expect(workers).toContain(`\`${option}`);
});

test('the types declare every public name', () => {
  const declared = [...types.matchAll(/^export (?:function|const|class) (\w+)/gm)].map(([, name]) => name);
  expect([...new Set(declared)].sort()).toEqual(Object.keys(offloop).sort());
});

test('the documented defaults are those of the engine', () => {
  expect(Object.fromEntries(FORMATS.map((row) => [row.name, row.defaultLevel]))).toMatchObject({
    gzip: 6,
    deflate: 6,
    'deflate-raw': 6,
    br: 4,
    zstd: 3,
  });
  expect(readme).toContain('gzip 6, br 4, zstd 3');
});
