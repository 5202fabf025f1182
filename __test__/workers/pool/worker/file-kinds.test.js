'use strict';

const { readFileSync, writeFileSync } = require('node:fs');
const { useFolder } = require('../../../helpers/folder.js');
const { destroyPools, failure, makePool } = require('../../helpers/pools.js');
const { present } = require('../../../helpers/values.js');
const { outputOf } = require('../../../helpers/program.js');

afterEach(destroyPools);
const folder = useFolder();

const COMMONJS = 'exports.answer = () => (module.parent ? "required" : "imported");';
const MODULE = 'export const answer = () => typeof require;';
const OF_MODULES = '{ "type": "module" }';
const NO_LOADER = 'data:text/javascript,';

/**
 * Files by name, what their tasks give, and options of the pool.
 * @type {Record<string, [Record<string, string>, string, object?]>}
 */
const KINDS = {
  'CommonJS is required': [{ 'worker.js': COMMONJS }, 'required'],
  'CommonJS in a package of CommonJS': [{ 'package.json': '{}', 'worker.js': COMMONJS }, 'required'],
  'CommonJS by its extension': [{ 'package.json': OF_MODULES, 'worker.cjs': COMMONJS }, 'required'],
  'CommonJS where an option of node has a loader': [
    { 'worker.js': COMMONJS },
    'imported',
    { execArgv: ['--import', NO_LOADER] },
  ],
  'an ES module by its extension': [{ 'package.json': '{}', 'worker.mjs': MODULE }, 'undefined'],
  'an ES module by its package': [{ 'package.json': OF_MODULES, 'worker.js': MODULE }, 'undefined'],
  'module.exports that is a function': [
    { 'worker.js': 'module.exports = () => "itself"; module.exports.answer = () => "member";' },
    'member',
  ],
};

test.each(Object.entries(KINDS))('%s', async (_, [files, expected, options = {}]) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(folder.at(name), text);
  const worker = present(Object.keys(files).find((name) => name.startsWith('worker')));
  expect(await makePool('process', options, folder.at(worker)).run('answer')).toBe(expected);
});

// Newer versions of Node find out by the text that a file is an ES module.
// Jest's own process object does not say so.
const features = outputOf(process.execPath, ['-p', 'process.features.require_module']);
const testDetection = features === 'true\n' ? test : test.skip;

testDetection('an ES module that does not say so', async () => {
  writeFileSync(folder.at('worker.js'), 'export default { answer: () => typeof require };');
  expect(await makePool('process', {}, folder.at('worker.js')).run('answer')).toBe('undefined');
});

test('what module.exports is can be run as "default"', async () => {
  writeFileSync(folder.at('worker.js'), 'module.exports = (name) => `hello ${name}`;');
  expect(await makePool('process', {}, folder.at('worker.js')).run('default', ['you'])).toBe('hello you');
});

test('a SyntaxError that the file throws does not make it run twice', async () => {
  const log = folder.at('log');
  const text = `require('node:fs').appendFileSync(${JSON.stringify(log)}, 'x'); JSON.parse('{');`;
  writeFileSync(folder.at('worker.js'), text);
  const pool = makePool('process', { restartDelay: [1, 1] }, folder.at('worker.js'));
  const { cause } = await failure(pool.run('answer'));
  expect(cause).toBeInstanceOf(SyntaxError);
  expect(readFileSync(log, 'utf8')).toBe('xxx');
});
