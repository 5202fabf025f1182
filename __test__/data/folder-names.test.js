'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const zlib = require('node:zlib');
const { compressFile, decompressFile, hashFile, openSeekable } = require('../..');
const destination = require('../../pino.js');
const { useFolder } = require('../helpers/folder.js');

const folder = useFolder();
const NOT_A_FILE = /^(?:EISDIR|ENOENT|ENOTDIR)$/;
const CONTENT = zlib.gzipSync('content');

/** Names that node's fs opens as no file: nothing is there, or a file is. */
const NAMES = ['new/', 'new/.', 'old/', 'old/.', 'old//', 'old/./'];

beforeEach(() => fs.writeFileSync(folder.at('old'), CONTENT));

/** Not by path.join, which takes a dot away. */
const named = (name) => `${folder.path}/${name}`;

/** What writes a file to a name. @type {[string, (name: string) => any][]} */
const WRITERS = [
  ["node's fs", (name) => fs.writeFileSync(named(name), 'a')],
  ['compressFile', (name) => compressFile('gzip', folder.at('old'), named(name))],
  [
    'compressFile with overwrite',
    (name) => compressFile('gzip', folder.at('old'), named(name), { overwrite: true }),
  ],
  ['decompressFile', (name) => decompressFile('gzip', folder.at('old'), named(name))],
  ['pino', (name) => destination({ file: named(name) })],
  ['pino with mkdir', (name) => destination({ file: named(name), mkdir: true })],
];

/** What reads a file by its name. @type {[string, (name: string) => any][]} */
const READERS = [
  ["node's fs", (name) => fs.readFileSync(named(name))],
  ['hashFile', (name) => hashFile('sha256', named(name))],
  ['compressFile', (name) => compressFile('gzip', named(name), folder.at('to'))],
  ['decompressFile', (name) => decompressFile('gzip', named(name), folder.at('to'))],
  ['openSeekable', (name) => openSeekable(named(name))],
];

describe.each(NAMES)('the name %s', (name) => {
  test.each(WRITERS)('is no file to write for %s', async (_, write) => {
    await expect(async () => write(name)).rejects.toMatchObject({
      code: expect.stringMatching(NOT_A_FILE),
      path: expect.stringContaining(path.join(folder.path, name.slice(0, 3))),
    });
    expect(folder.list()).toEqual(['old']);
    expect(fs.readFileSync(folder.at('old'))).toEqual(CONTENT);
  });

  test.each(READERS)('is no file to read for %s', async (_, read) => {
    await expect(async () => read(name)).rejects.toMatchObject({ code: expect.stringMatching(NOT_A_FILE) });
    expect(folder.list()).toEqual(['old']);
  });
});

test('a URL of a file with a slash at its end is no file, and no folder is made for it', () => {
  const file = pathToFileURL(named('folder/a.log/'));
  expect(() => destination({ file, mkdir: true })).toThrow(
    expect.objectContaining({ code: 'EISDIR', syscall: 'open' }),
  );
  expect(folder.list()).toEqual(['old']);
});
