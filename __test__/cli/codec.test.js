'use strict';

const fs = require('node:fs');
const { gunzipSync, gzipSync } = require('node:zlib');
const { useFolder } = require('../helpers/folder.js');
const { offloop } = require('./helpers/program.js');

const folder = useFolder();
const { at, list } = folder;
const TEXT = Buffer.from('the quick brown fox jumps over the lazy dog\n'.repeat(5000));

beforeEach(() => {
  fs.writeFileSync(at('file'), TEXT, { mode: 0o640 });
  fs.utimesSync(at('file'), 1e9, 1e9);
});

test.each([
  ['gzip', 'file.gz'],
  ['deflate', 'file.zz'],
  ['deflate-raw', 'file.deflate'],
  ['br', 'file.br'],
  ['zstd', 'file.zst'],
])('%s replaces a file by %s and back, with mode and time', (format, packed) => {
  expect(offloop(folder.path, ['compress', '--format', format, '-1', 'file'])).toMatchObject({
    status: 0,
    stderr: '',
  });
  expect(list()).toEqual([packed]);
  expect(fs.statSync(at(packed))).toMatchObject({ mtimeMs: 1e12, mode: 0o100640 });
  expect(offloop(folder.path, ['decompress', packed])).toMatchObject({ status: 0, stderr: '' });
  expect(list()).toEqual(['file']);
  expect(fs.statSync(at('file'))).toMatchObject({ mtimeMs: 1e12, mode: 0o100640 });
  expect(fs.readFileSync(at('file')).equals(TEXT)).toBe(true);
});

test('compresses standard input to standard output', () => {
  const { stdout, status } = offloop(folder.path, ['compress', '-9'], { input: TEXT, encoding: 'buffer' });
  expect(status).toBe(0);
  expect(gunzipSync(stdout).equals(TEXT)).toBe(true);
  expect(
    offloop(folder.path, ['decompress'], { input: stdout, encoding: 'buffer' }).stdout.equals(TEXT),
  ).toBe(true);
});

test('--output takes the format from the name, and does not replace a file unless it has to', () => {
  const pack = (...words) =>
    offloop(folder.path, ['compress', '-o', 'out.br', ...words], { input: TEXT }).status;
  expect(pack()).toBe(0);
  expect(
    offloop(folder.path, ['decompress', '-c', 'out.br'], { encoding: 'buffer' }).stdout.equals(TEXT),
  ).toBe(true);
  expect(pack()).toBe(1);
  expect(pack('-f')).toBe(0);
  expect(list()).toEqual(['file', 'out.br']);
});

test.each([[''], ['/'], ['.d/gz']])('refuses the suffix %j, as gzip does', (suffix) => {
  for (const command of ['compress', 'decompress'])
    expect(offloop(folder.path, [command, '-f', '-S', suffix, 'file'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`argument '${suffix}' is invalid`),
    });
  expect(list()).toEqual(['file']);
});

test('names a file without a name', () => {
  const { stderr } = offloop(folder.path, ['compress', '']);
  expect(stderr).toBe("offloop compress: '': No such file or directory\n");
});

test('leaves out what gzip leaves out, with its status', () => {
  fs.mkdirSync(at('folder'));
  fs.symlinkSync('file', at('link'));
  fs.writeFileSync(at('done.gz'), gzipSync(TEXT));
  fs.writeFileSync(at('one'), TEXT);
  fs.linkSync(at('one'), at('other'));
  const before = list();
  const warned = offloop(folder.path, ['compress', 'folder', 'done.gz', 'one']);
  expect(warned.status).toBe(2);
  expect(warned.stderr.split('\n')).toEqual([
    'offloop compress: folder: is a directory -- ignored',
    'offloop compress: done.gz: already has .gz suffix -- unchanged',
    'offloop compress: one: has 1 other link -- file ignored',
    '',
  ]);
  expect(offloop(folder.path, ['compress', 'link', 'missing']).status).toBe(1);
  expect(offloop(folder.path, ['decompress', 'file'])).toMatchObject({
    status: 2,
    stderr: 'offloop decompress: file: unknown suffix -- ignored\n',
  });
  expect(list()).toEqual(before);
});

test('does not replace a file without --force', () => {
  fs.writeFileSync(at('file.gz'), 'mine');
  expect(offloop(folder.path, ['compress', 'file'])).toMatchObject({
    status: 2,
    stderr: 'offloop compress: file.gz: already exists; not overwritten\n',
  });
  expect(fs.readFileSync(at('file.gz'), 'utf8')).toBe('mine');
  expect(offloop(folder.path, ['compress', '-kf', 'file']).status).toBe(0);
  expect(list()).toEqual(['file', 'file.gz']);
});

test.each([
  ['cut short', () => gzipSync(TEXT).subarray(0, 100)],
  ['of another format', () => Buffer.from('not compressed')],
  ['empty', () => Buffer.alloc(0)],
])('data that is %s fails, and leaves nothing', (_, make) => {
  fs.writeFileSync(at('bad.gz'), make());
  expect(offloop(folder.path, ['decompress', '-t', 'bad.gz']).status).toBe(1);
  expect(offloop(folder.path, ['decompress', 'bad.gz']).status).toBe(1);
  expect(list()).toEqual(['bad.gz', 'file']);
});

test('--max-output refuses what holds more', () => {
  fs.writeFileSync(at('big.gz'), gzipSync(TEXT));
  expect(offloop(folder.path, ['decompress', '--max-output', '1K', 'big.gz']).status).toBe(1);
  expect(list()).toEqual(['big.gz', 'file']);
});

test.each([
  ['a level that the format lacks', ['--level', '12', 'file']],
  ['--seekable without zstd', ['--seekable', 'file']],
  ['an unknown format', ['--format', 'lzma', 'file']],
  ['--output for several files', ['-o', 'out', 'file', 'file']],
])('%s ends it with status 2', (_, words) => {
  expect(offloop(folder.path, ['compress', ...words]).status).toBe(2);
  expect(list()).toEqual(['file']);
});
