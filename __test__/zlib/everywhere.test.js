'use strict';

const { fileOf } = require('../docs/helpers/pages.js');
const { createReader } = require('../docs/helpers/reader.js');
const { outputOf } = require('../helpers/program.js');

// What docs/zlib.md puts in the place of node:zlib, in programs of packages that know nothing of it.

const PAGE = 'docs/zlib.md';
const HOOKS = ['zlib-everywhere.js', 'zlib-everywhere.mjs', 'zlib-hooks.mjs'];
/** Node 20 has hooks for `import` alone. */
const hasHooksForRequire = JSON.parse(
  outputOf(process.execPath, ['-p', "'registerHooks' in require('node:module')"]),
);

const PACKAGES = {
  'esm-peer/package.json': '{ "name": "esm-peer", "type": "module", "exports": "./index.js" }',
  'esm-peer/index.js': `
    import all, { createGzip, gunzipSync } from 'node:zlib';
    import * as names from 'zlib';
    export { all, names, createGzip };
    export const later = await import('node:zlib');
    export async function roundTrip(text) {
      const chunks = [];
      for await (const chunk of createGzip().end(text)) chunks.push(chunk);
      return gunzipSync(Buffer.concat(chunks)).toString();
    }`,
  'cjs-peer/package.json': '{ "name": "cjs-peer" }',
  'cjs-peer/index.js': "module.exports = [require('zlib'), require('node:zlib')];",
};

const PROGRAM = `
  import assert from 'node:assert';
  import { stats } from 'offloop';
  import zlib, { crc32, createGzip } from 'offloop/zlib';
  import * as peer from 'esm-peer';
  import cjs from 'cjs-peer';

  const completed = stats().completed;
  assert.equal(await peer.roundTrip('All work and no play.'.repeat(50_000)), 'All work and no play.'.repeat(50_000));
  const same = (values, value) => values.every((one) => one === value);
  console.log(JSON.stringify({
    imported: same([peer.all, peer.names.default, peer.later.default], zlib),
    named: same([peer.createGzip, peer.names.createGzip, peer.later.createGzip], createGzip) && peer.names.crc32 === crc32,
    required: same(cjs, zlib),
    hasJobs: stats().completed > completed,
  }));`;

let project;

beforeAll(() => {
  project = createReader(['offloop']);
  for (const file of HOOKS) project.write(file, fileOf(PAGE, file));
  for (const [file, text] of Object.entries(PACKAGES)) project.write(`node_modules/${file}`, text);
  project.write('server.mjs', PROGRAM);
});
afterAll(() => project.remove());

const found = (...args) =>
  JSON.parse(outputOf(process.execPath, [...args, 'server.mjs'], { cwd: project.folder }));
const IMPORT = ['--import', './zlib-everywhere.mjs'];
const REQUIRE = ['--require', './zlib-everywhere.js'];

test('without a hook packages have node:zlib', () => {
  expect(found()).toEqual({ imported: false, named: false, required: false, hasJobs: false });
});

test('--import gives it to packages that import node:zlib: its default, its names, and later', () => {
  const all = { imported: true, named: true, hasJobs: true };
  expect(found(...IMPORT)).toEqual({ ...all, required: hasHooksForRequire });
});

test('--require gives it to packages that require node:zlib, and to no others', () => {
  expect(found(...REQUIRE)).toEqual({ imported: false, named: false, required: true, hasJobs: false });
});

test('--require and --import together give it to both', () => {
  expect(found(...REQUIRE, ...IMPORT)).toEqual({
    imported: true,
    named: true,
    required: true,
    hasJobs: true,
  });
});
