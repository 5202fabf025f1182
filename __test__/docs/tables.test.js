'use strict';

const { readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');
const { declarations } = require('./helpers/declarations.js');
const { ROWS: FORMATS } = require('../../lib/codec/formats.js');
const { ERRORS } = require('../../lib/errors.js');
const { ROWS: ALGORITHMS } = require('../../lib/hash/algorithms.js');
const { NAMES } = require('../../lib/option-names.js');
const offloop = require('../..');
const { present } = require('../helpers/values.js');

const ROOT = path.join(__dirname, '../..');
const read = (file) => readFileSync(path.join(ROOT, file), 'utf8');
const types = declarations();
const readme = read('README.md');

/** The members of a union of string literals of the types. */
function union(name) {
  const [, declaration] = present(new RegExp(`export type ${name} =([^;]*);`).exec(types));
  return [...declaration.matchAll(/'([^']+)'/g)].map(([, member]) => member);
}

/** The entries of a list that begins like this in README.md. */
function list(start) {
  const words = readme.slice(readme.indexOf(`${start}: \``) + start.length + 3).split('`')[0];
  return words.split(/\s+/);
}

const names = (rows) => rows.map((row) => row.name).sort();

test('the types name every algorithm and format of the native tables', () => {
  expect(union('AlgorithmName').sort()).toEqual(names(ALGORITHMS));
  expect(union('CompressionFormat').sort()).toEqual(names(FORMATS));
});

test('README.md names every algorithm and format of the native tables', () => {
  expect(list('Algorithms').sort()).toEqual(names(ALGORITHMS));
  expect(list('Formats').sort()).toEqual(names(FORMATS));
});

test('docs/errors.md names every code with its class, and a pool’s where that is another', () => {
  const page = read('docs/errors.md');
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| (\w+) /gm)].filter(([, code]) => code in ERRORS);
  const documented = Object.fromEntries(rows.map(([, code, name]) => [code, name]));
  for (const [code, { Class, ofPool }] of Object.entries(ERRORS)) {
    const isLimit = /^ERR_WORKER_\w+_LIMIT$/.test(code);
    expect([code, documented[code]]).toEqual([code, isLimit ? ofPool : (Class?.name ?? ofPool)]);
    if (isLimit) expect(read('docs/exec-file.md')).toContain(`\`${code}\``);
    else if (Class && ofPool) expect(page).toContain(`\`${code}\` of a pool is a ${ofPool}`);
  }
  expect(rows.map(([, code]) => code).sort()).toEqual(Object.keys(ERRORS).sort());
});

/**
 * Codes of errors that are node's: a worker file or an addon cannot be loaded; Brotli fails to compress; headers are
 * changed after they were sent, or a response is written to after its end.
 */
const OF_NODE = [
  'ERR_DLOPEN_DISABLED',
  'ERR_REQUIRE_ASYNC_MODULE',
  'ERR_REQUIRE_ESM',
  'ERR_BROTLI_COMPRESSION_FAILED',
  'ERR_HTTP_HEADERS_SENT',
  'ERR_STREAM_ALREADY_FINISHED',
  'ERR_STREAM_WRITE_AFTER_END',
];

test('every code in the source is in the table of errors', () => {
  const known = new Set([...Object.keys(ERRORS), ...OF_NODE]);
  const files = ['lib', 'src'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true }).map((file) => path.join(folder, file)),
  );
  const codes = files
    .filter((file) => /\.(js|rs)$/.test(file))
    .flatMap((file) => read(file).match(/['"](ERR_[A-Z_]*[A-Z]|EINTEGRITY|ABORT_ERR)['"]/g) ?? [])
    .map((quoted) => quoted.slice(1, -1));
  expect(codes.length).toBeGreaterThan(60);
  expect(codes.filter((code) => !known.has(code))).toEqual([]);
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
