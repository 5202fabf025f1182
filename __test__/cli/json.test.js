'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { useSharedFolder } = require('../helpers/folder.js');
const { offloop } = require('./helpers/program.js');

const folder = useSharedFolder();
const DOCUMENT = { name: 'x', list: [1, { 'a/b': null, '~': 'tilde' }] };
beforeAll(() => fs.writeFileSync(path.join(folder, 'file.json'), JSON.stringify(DOCUMENT)));

test.each([
  ['a document', [], JSON.stringify(DOCUMENT, null, 2)],
  ['on one line', ['--indent', '0'], JSON.stringify(DOCUMENT)],
  ['a part', ['--pointer', '/list/0'], '1'],
  ['escaped keys', ['--pointer', '/list/1/a~1b'], 'null'],
  ['a string', ['--pointer', '/name'], '"x"'],
  ['a string as it is', ['-r', '--pointer', '/list/1/~0'], 'tilde'],
])('prints %s', (_, words, expected) => {
  expect(offloop(folder, ['json', 'file.json', ...words])).toMatchObject({
    status: 0,
    stdout: `${expected}\n`,
  });
});

test('reads standard input, and with --lines a document from each line', () => {
  expect(offloop(folder, ['json', '--indent', '0'], { input: ' [1, 2] ' }).stdout).toBe('[1,2]\n');
  const input = '{"level":"info"}\n{"level":"warn"}\n';
  expect(offloop(folder, ['json', '--lines'], { input }).stdout).toBe(input);
  expect(offloop(folder, ['json', '-lr', '--pointer', '/level'], { input }).stdout).toBe('info\nwarn\n');
});

test('prints what is nested deeper than JSON.stringify goes', () => {
  const input = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  for (const words of [['--indent', '0'], ['--lines']])
    expect(offloop(folder, ['json', ...words], { input })).toMatchObject({ status: 0, stdout: `${input}\n` });
});

test.each([
  ['nothing at the pointer', ['file.json', '-p', '/none'], 1, 'there is no value at /none'],
  ['no JSON', [], 1, 'standard input: '],
  ['no file', ['none.json'], 1, 'none.json: No such file or directory'],
  ['no pointer', ['file.json', '-p', 'none'], 2, 'is not a JSON Pointer'],
  ['--indent with --lines', ['--lines', '--indent', '2'], 2, 'not possible with --lines'],
])('says that there is %s', (_, words, status, message) => {
  const result = offloop(folder, ['json', ...words], { input: '{"a":}' });
  expect(result.status).toBe(status);
  expect(result.stderr).toContain(message);
});
