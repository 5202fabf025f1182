'use strict';

const path = require('node:path');
const { outputOf } = require('../helpers/program.js');
const { ENTRY } = require('./helpers/programs.js');

const SHAPES = path.join(__dirname, 'fixtures', 'shapes.js');

test('functions that are timed look as before: text, name, length, own properties, attributes, constructors', () => {
  const plain = JSON.parse(outputOf(process.execPath, [SHAPES]));
  const watched = JSON.parse(outputOf(process.execPath, ['--import', ENTRY, SHAPES]));
  expect(plain.length).toBeGreaterThan(5);
  expect(watched).toEqual(plain);
});

test('so they do in a worker thread', () => {
  const inWorker = ['--eval', `new (require('node:worker_threads').Worker)(${JSON.stringify(SHAPES)})`];
  const plain = JSON.parse(outputOf(process.execPath, inWorker));
  const watched = JSON.parse(outputOf(process.execPath, ['--import', ENTRY, ...inWorker]));
  expect(plain.length).toBeGreaterThan(5);
  expect(watched).toEqual(plain);
});

test('functions are the same as the process ends', () => {
  const program = `
    const before = [structuredClone, JSON.parse, require('node:fs').readFileSync];
    process.on('exit', () => {
      const after = [structuredClone, JSON.parse, require('node:fs').readFileSync];
      console.log(after.every((one, index) => one === before[index]));
    });`;
  expect(outputOf(process.execPath, ['--import', ENTRY, '--eval', program])).toBe('true\n');
});

test('the watch can be stopped in a program that has frozen them', () => {
  const program = `
    for (const name of ['zlib', 'crypto', 'fs']) Object.freeze(require(name));
    Object.freeze(JSON);
    require(${JSON.stringify(require.resolve('../../watch.js'))}).watch().stop();
    console.log(require('node:zlib').gunzipSync(require('node:zlib').gzipSync('text')).toString());`;
  expect(outputOf(process.execPath, ['--import', ENTRY, '--eval', program])).toBe('text\n');
});
