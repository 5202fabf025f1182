'use strict';

const vm = require('node:vm');
const { outputOf } = require('../helpers/program.js');
const { blocksOf, pages } = require('./helpers/pages.js');
const { faultsOf, isModule } = require('./helpers/type-check.js');

const blocks = pages().flatMap(blocksOf);
const of = (...languages) => blocks.filter(({ language }) => languages.includes(language));

/** What types cannot see, and another test runs: node's loader of modules, and a server of Next, which is not installed. */
const RUN_ELSEWHERE = ['zlib-everywhere.js', 'zlib-everywhere.mjs', 'zlib-hooks.mjs', 'next-server.mjs'];

test('JavaScript and TypeScript in the pages is what the types allow', () => {
  const programs = of('js', 'mjs', 'ts').filter(({ file }) => !RUN_ELSEWHERE.includes(String(file)));
  expect(programs.length).toBeGreaterThan(20);
  expect(faultsOf(programs)).toEqual([]);
});

test('CommonJS in the pages is what node can load: no module that requires others awaits outside of a function', () => {
  const modules = of('js').filter(({ code }) => /^const .*\brequire\(/m.test(code) && !isModule(code));
  expect(modules.length).toBeGreaterThan(10);
  for (const { page, line, code } of modules)
    expect(() => new vm.Script(`(function () {${code}\n})`, { filename: `${page}:${line}` })).not.toThrow();
});

test('a call with a misspelt option in a page would be seen', () => {
  const code = "const { hash } = require('offloop');\nhash('sha256', 'abc', { encodin: 'hex' });\n";
  expect(faultsOf([{ page: 'page.md', line: 1, language: 'js', code }])).toHaveLength(1);
});

test('commands in the pages are what a shell can read', () => {
  for (const { code } of of('sh')) outputOf('sh', ['-n'], { input: code });
});

test('JSON in the pages is JSON', () => {
  for (const { code } of of('json')) JSON.parse(code);
});

test('every block of a page has a language whose blocks are tested, or one that is not code', () => {
  const tested = ['js', 'mjs', 'ts', 'sh', 'json'];
  /** Output of commands; files of other programs, and the addon in C, which other tests have. */
  const others = ['text', 'ini', 'yaml', 'dockerfile', 'c'];
  const unknown = blocks.filter(({ language }) => ![...tested, ...others].includes(language));
  expect(unknown.map(({ page, line }) => `${page}:${line}`)).toEqual([]);
});
