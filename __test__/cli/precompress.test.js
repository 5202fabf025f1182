'use strict';

const fs = require('node:fs');
const { useFolder } = require('../helpers/folder.js');
const { offloop } = require('./helpers/program.js');

const folder = useFolder();
const TEXT = 'text '.repeat(1000);

test('precompress makes copies, and says how many', async () => {
  fs.mkdirSync(folder.at('dist'));
  for (const name of ['a.js', 'a.js.map', 'b.png']) fs.writeFileSync(folder.at('dist', name), TEXT);
  const words = ['precompress', '--exclude', '*.map', '--format', 'br,gzip', 'dist'];
  const first = await offloop(folder.path, words);
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toMatch(/^files: 1, copies written: 2 \(.+ to .+\), current: 0, not smaller: 0\n$/);
  expect(fs.readdirSync(folder.at('dist'))).toEqual(['a.js', 'a.js.br', 'a.js.gz', 'a.js.map', 'b.png']);
  expect((await offloop(folder.path, words)).stdout).toMatch(/ copies written: 0, current: 2, /);
});

test.each([
  [['missing'], 1, /^offloop precompress: .*missing: .*\n$/],
  [['.', '--format', 'lzma'], 2, /'lzma' is not br, zstd or gzip/],
  [[], 2, /missing required argument 'directory'/],
])('%j ends with status %i', async (words, status, message) => {
  const ended = await offloop(folder.path, ['precompress', ...words]);
  expect(ended.status).toBe(status);
  expect(ended.stderr).toMatch(message);
});
