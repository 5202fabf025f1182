'use strict';

const fs = require('node:fs');
const { pathToFileURL } = require('node:url');
const { compress, compressFile, decompressFile, decompressSync } = require('../../index.js');
const { useFolder } = require('../helpers/folder.js');
const { NAMES, rowOf } = require('./helpers/formats.js');
const { mixed, noise, text } = require('./helpers/samples.js');

const MIB = 1024 ** 2;
/** Around the sizes of blocks and pieces. */
const SIZES = [0, 1, 100, 128 * 1024, MIB - 1, MIB, MIB + 1, 3 * MIB, 7 * MIB + 5];

const folder = useFolder();

/** Calls of `onProgress`, which must make sense: never back, never beyond the total, at the end all. */
function expectProgress(calls, total) {
  expect(calls.length).toBeGreaterThan(0);
  let last = 0;
  for (const [done, all] of calls) {
    expect(all).toBe(total);
    expect(done).toBeGreaterThanOrEqual(last);
    last = done;
  }
  expect(last).toBe(total);
}

describe.each(NAMES)('%s', (name) => {
  test.each(SIZES)('file to file and back, %i bytes, with progress to the end', async (size) => {
    const input = mixed(size);
    const [from, packed, to] = ['from', 'packed', 'to'].map((file) => folder.at(file));
    fs.writeFileSync(from, input);

    const there = [];
    const result = await compressFile(name, from, packed, { onProgress: (...args) => there.push(args) });
    const packedSize = fs.statSync(packed).size;
    expect(result).toEqual({ bytesRead: size, bytesWritten: packedSize });
    expectProgress(there, size);
    expect(decompressSync(name, fs.readFileSync(packed)).equals(input)).toBe(true);

    const back = [];
    const result2 = await decompressFile(name, packed, to, { onProgress: (...args) => back.push(args) });
    expect(result2).toEqual({ bytesRead: packedSize, bytesWritten: size });
    expectProgress(back, packedSize);
    expect(fs.readFileSync(to).equals(input)).toBe(true);
    expect(folder.list()).toEqual(['from', 'packed', 'to']);
  });

  test('files written and read at every level and from data in memory', async () => {
    const input = Buffer.concat([text(60_000), noise(5000)]);
    fs.writeFileSync(folder.at('from'), input);
    for (const level of rowOf(name).levels) {
      await compressFile(name, folder.at('from'), folder.at('packed'), { level, overwrite: true });
      expect(decompressSync(name, fs.readFileSync(folder.at('packed'))).equals(input)).toBe(true);
      fs.writeFileSync(folder.at('packed'), await compress(name, input, { level }));
      await decompressFile(name, folder.at('packed'), folder.at('to'), { overwrite: true });
      expect(fs.readFileSync(folder.at('to')).equals(input)).toBe(true);
    }
  });

  test('reports progress while a file takes long', async () => {
    // Progress is looked at now and then: a fast machine needs a larger file to be seen in the middle of it.
    const isMiddle = ([done, total]) => done > 0 && done < total;
    const calls = [];
    for (let halves = 3; halves <= 96 && !calls.some(isMiddle); halves *= 2) {
      calls.length = 0;
      fs.writeFileSync(folder.at('from'), Buffer.concat([noise(halves * MIB), text(halves * MIB)]));
      const onProgress = (...args) => calls.push(args);
      const options = { onProgress, level: rowOf(name).slow, overwrite: true };
      await compressFile(name, folder.at('from'), folder.at('to'), options);
      expectProgress(calls, 2 * halves * MIB);
    }
    expect(calls.some(isMiddle)).toBe(true);
  }, 120_000);
});

test.each(/** @type {const} */ (['gzip', 'deflate', 'zstd']))(
  "decompressFile finds out with 'auto' that a file is %s",
  async (name) => {
    fs.writeFileSync(folder.at('packed'), await compress(name, text(3000)));
    await decompressFile('auto', folder.at('packed'), folder.at('to'));
    expect(fs.readFileSync(folder.at('to')).equals(text(3000))).toBe(true);
  },
);

test.each(/** @type {const} */ (['deflate', 'deflate-raw', 'zstd']))(
  'files of %s take dictionaries and windows',
  async (name) => {
    const dictionary = text(2000);
    const [from, packed, to] = ['from', 'packed', 'to'].map((file) => folder.at(file));
    fs.writeFileSync(from, dictionary.subarray(500));
    await compressFile(name, from, packed, { dictionary, windowBits: 12 });
    expect(fs.statSync(packed).size).toBeLessThan(100);
    await expect(decompressFile(name, packed, to)).rejects.toMatchObject({ code: /^(Z_|ZSTD_error_)/ });
    await decompressFile(name, packed, to, { dictionary, windowBits: 12 });
    expect(fs.readFileSync(to).equals(dictionary.subarray(500))).toBe(true);
  },
);

test('several members are read as one file', async () => {
  const parts = [noise(2 * MIB), text(1000), noise(3, 5)];
  const packed = await Promise.all(parts.map((part) => compress('gzip', part)));
  fs.writeFileSync(folder.at('packed'), Buffer.concat([...packed, Buffer.alloc(512)]));
  await decompressFile('gzip', folder.at('packed'), folder.at('to'));
  expect(fs.readFileSync(folder.at('to')).equals(Buffer.concat(parts))).toBe(true);
});

test.each([
  ['strings', (file) => file],
  ['Buffers', (file) => Buffer.from(file)],
  ['file URLs', (file) => pathToFileURL(file)],
])('paths may be %s, with any letters', async (_, give) => {
  const [from, to] = ['grüße 🦀 %20', 'ziel ünd'].map((file) => folder.at(file));
  fs.writeFileSync(from, 'content');
  await compressFile('gzip', give(from), give(to));
  expect(decompressSync('gzip', fs.readFileSync(to)).toString()).toBe('content');
});

test('a path of bytes that are not UTF-8 is used as it is', async () => {
  const to = Buffer.concat([Buffer.from(folder.at('to-')), Buffer.from([0xff, 0xfe])]);
  fs.writeFileSync(folder.at('from'), 'content');
  await compressFile('gzip', folder.at('from'), to);
  expect(decompressSync('gzip', fs.readFileSync(to)).toString()).toBe('content');
});
