'use strict';

const fs = require('node:fs');
const { gzipSync } = require('node:zlib');
const { useFolder } = require('../helpers/folder.js');
const { offloop } = require('./helpers/program.js');

const folder = useFolder();
const { at, list } = folder;
const TEXT = Buffer.from('the quick brown fox jumps over the lazy dog\n'.repeat(5000));

test.each([
  ['file.taz', 'file.tar'],
  ['FILE.TGZ', 'FILE.tar'],
  ['file.z', 'file'],
  ['file.GZ', 'file'],
  ['file-gz', 'file'],
  ['file-z', 'file'],
  ['file_z', 'file'],
])('decompresses %s to %s, as gunzip does', (packed, plain) => {
  fs.writeFileSync(at(packed), gzipSync(TEXT));
  expect(offloop(folder.path, ['decompress', packed])).toMatchObject({ status: 0, stderr: '' });
  expect(list()).toEqual([plain]);
  expect(fs.readFileSync(at(plain)).equals(TEXT)).toBe(true);
});

test('refuses a file of compress by its name, but for gzip data', () => {
  fs.writeFileSync(at('file.Z'), gzipSync(TEXT));
  for (const words of [[], ['-c'], ['-t'], ['-o', 'out']])
    expect(offloop(folder.path, ['decompress', ...words, 'file.Z'])).toMatchObject({
      status: 1,
      stdout: '',
      stderr:
        'offloop decompress: file.Z: the format of compress (.Z) is not supported; add --format gzip if it is gzip data\n',
    });
  expect(list()).toEqual(['file.Z']);
  expect(offloop(folder.path, ['decompress', '--format', 'gzip', 'file.Z']).status).toBe(0);
  expect(list()).toEqual(['file']);
});
