'use strict';

const { mkdirSync, readdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { useSharedFolder } = require('../helpers/folder.js');
const { compressSync } = require('../..');
const { outcomes, refusal } = require('./helpers/permission-outcomes.js');

const folder = useSharedFolder();
const [allowed, denied] = ['allowed', 'denied'].map((name) => path.join(folder, name));

beforeAll(() => {
  for (const place of [allowed, denied]) {
    mkdirSync(path.join(place, 'below'), { recursive: true });
    writeFileSync(path.join(place, 'data'), '{}');
    writeFileSync(path.join(place, 'data.gz'), compressSync('gzip', '{}'));
    writeFileSync(path.join(place, 'data.zst'), compressSync('zstd', '{}', { seekable: true }));
  }
});

const READS = [
  "'fs.readFile': () => fs.promises.readFile(place + '/data')",
  "hashFile: () => offloop.hashFile('sha256', place + '/data')",
  "'hashFile of bytes': () => offloop.hashFile('sha256', Buffer.from(place + '/data'))",
  "'hashFile of a URL': () => offloop.hashFile('sha256', require('node:url').pathToFileURL(place + '/data'))",
  "'hashFile of a relative path': () => offloop.hashFile('sha256', require('node:path').relative('', place + '/data'))",
  "'hashFile of a path with ..': () => offloop.hashFile('sha256', place + '/../' + require('node:path').basename(place) + '/data')",
  "hashFiles: () => offloop.hashFiles('sha256', [place + '/data'])",
  "integrity: () => offloop.integrity({ path: place + '/data' })",
  "contentDigest: () => offloop.contentDigest({ path: place + '/data' })",
  "parseJson: () => offloop.parseJson({ path: place + '/data' })",
  "parseJsonLines: () => offloop.parseJsonLines({ path: place + '/data' }).next()",
  "openSeekable: () => offloop.openSeekable(place + '/data.zst').then((reader) => reader.close())",
  "'openSeekable of an object': () => offloop.openSeekable({ path: place + '/data.zst' }).then((reader) => reader.close())",
];
const TREE = ["'hashFiles of a directory': () => offloop.hashFiles('sha256', { directory: place })"];

describe('node’s permission model', () => {
  test('keeps every call from reading a file that it does not allow, with the error of node', () => {
    const ends = outcomes(denied, [...READS, ...TREE], [`--allow-fs-read=${allowed}/*`]);
    const {
      openSeekable,
      'openSeekable of an object': other,
      'hashFiles of a directory': tree,
      ...rest
    } = ends;
    const { 'fs.readFile': node } = ends;
    expect(node).toEqual(refusal(path.join(denied, 'data')));
    for (const [name, end] of Object.entries(rest)) expect([name, end]).toEqual([name, node]);
    expect([openSeekable, other]).toEqual(Array(2).fill(refusal(path.join(denied, 'data.zst'))));
    expect(tree).toEqual(refusal(denied));
  });

  test('lets all of them read what it allows', () => {
    const ends = outcomes(allowed, [...READS, ...TREE], [`--allow-fs-read=${allowed}/*`]);
    expect(new Set(Object.values(ends))).toEqual(new Set(['done']));
  });

  test('keeps a directory from being digested where only some of its files may be read', () => {
    const flags = [
      `--allow-fs-read=${path.join(allowed, 'data')}`,
      `--allow-fs-read=${path.join(allowed, 'data.gz')}`,
    ];
    expect(outcomes(allowed, TREE, flags)).toEqual({ 'hashFiles of a directory': refusal(allowed) });
  });

  const WRITES = [
    "'fs.writeFile': () => fs.promises.writeFile(place + '/plain', '')",
    `compressFile: () => offloop.compressFile('gzip', ${JSON.stringify(path.join(allowed, 'data'))}, place + '/made.gz')`,
    `decompressFile: () => offloop.decompressFile('gzip', ${JSON.stringify(path.join(allowed, 'data.gz'))}, place + '/made')`,
  ];

  test('keeps every call from writing where it does not allow it, and leaves nothing there', () => {
    const before = readdirSync(denied);
    const ends = outcomes(denied, WRITES, ['--allow-fs-read=*', `--allow-fs-write=${allowed}/*`]);
    expect(ends).toEqual({
      'fs.writeFile': refusal(path.join(denied, 'plain'), 'FileSystemWrite'),
      compressFile: refusal(path.join(denied, 'made.gz'), 'FileSystemWrite'),
      decompressFile: refusal(path.join(denied, 'made'), 'FileSystemWrite'),
    });
    expect(readdirSync(denied)).toEqual(before);
  });

  test('needs to allow the temporary file beside a target too', () => {
    const flags = [
      '--allow-fs-read=*',
      ...['plain', 'made.gz', 'made'].map((name) => `--allow-fs-write=${denied}/${name}`),
    ];
    expect(outcomes(denied, WRITES, flags)).toEqual({
      'fs.writeFile': 'done',
      compressFile: refusal(denied, 'FileSystemWrite'),
      decompressFile: refusal(denied, 'FileSystemWrite'),
    });
  });

  test('keeps a source from being read where only the folder of the target is allowed', () => {
    const calls = [
      `compressFile: () => offloop.compressFile('gzip', ${JSON.stringify(path.join(denied, 'data'))}, place + '/x.gz')`,
    ];
    const flags = [`--allow-fs-read=${allowed}/*`, `--allow-fs-write=${allowed}/*`];
    expect(outcomes(allowed, calls, flags)).toEqual({ compressFile: refusal(path.join(denied, 'data')) });
  });

  test('lets calls write what it allows', () => {
    const flags = ['--allow-fs-read=*', `--allow-fs-write=${allowed}/*`];
    expect(new Set(Object.values(outcomes(allowed, WRITES, flags)))).toEqual(new Set(['done']));
  });
});
