'use strict';

const fs = require('node:fs');
const zlib = require('node:zlib');
const { compressFile, compressSync, decompress, decompressFile } = require('../../index.js');
const { useFolder } = require('../helpers/folder.js');
const { outcome } = require('./helpers/outcome.js');
const { mixed } = require('./helpers/samples.js');

const INPUT = mixed(3 * (1 << 20) + 77);
const PACKED = compressSync('gzip', INPUT);
const folder = useFolder();

/**
 * Decompresses `packed` from file to file.
 * @param {Buffer} packed
 * @param {import('../../index.js').DecompressFileOptions & { format?: 'gzip' | 'auto' }} [options]
 */
async function unpacked(packed, { format = 'gzip', ...options } = {}) {
  fs.writeFileSync(folder.at('packed'), packed);
  const result = await decompressFile(format, folder.at('packed'), folder.at('to'), options);
  const bytes = fs.readFileSync(folder.at('to'));
  expect(result).toEqual({ bytesRead: expect.any(Number), bytesWritten: bytes.length });
  return bytes;
}

/** `packed` with other numbers in the index. */
function withIndex(...numbers) {
  const lying = Buffer.from(PACKED);
  numbers.forEach((number, at) => lying.writeUInt32LE(number >>> 0, 17 + 4 * at));
  return lying;
}

test('a file gets the index that memory gets', async () => {
  fs.writeFileSync(folder.at('from'), INPUT);
  await compressFile('gzip', folder.at('from'), folder.at('to'));
  expect(PACKED.subarray(12, 14).toString()).toBe('OL');
  expect(fs.readFileSync(folder.at('to')).equals(PACKED)).toBe(true);
});

test.each(
  /** @type {const} */ ([
    {},
    { threads: 1 },
    { threads: 2 },
    { format: 'auto' },
    { rejectGarbageAfterEnd: true },
  ]),
)('a file with an index is decompressed with %j, with progress to the end', async (options) => {
  const calls = [];
  const onProgress = (...args) => calls.push(args);
  expect((await unpacked(PACKED, { ...options, onProgress })).equals(INPUT)).toBe(true);
  expect(calls.at(-1)).toEqual([PACKED.length, PACKED.length]);
});

const [CHUNK, FIRST] = [PACKED.readUInt32LE(17), PACKED.readUInt32LE(21)];
const FILES = {
  'chunks that are smaller': withIndex(CHUNK - 1),
  'chunks that are as large as can be': withIndex(-1),
  'a piece that is empty': withIndex(CHUNK, 0),
  'a piece that ends too early': withIndex(CHUNK, FIRST - 1),
  'a piece that goes beyond the end': withIndex(CHUNK, -1),
  'the last piece wrong': withIndex(CHUNK, FIRST, PACKED.readUInt32LE(25) + 1),
  'itself behind it': Buffer.concat([PACKED, PACKED]),
  'another member behind it': Buffer.concat([PACKED, zlib.gzipSync('another')]),
  'zeros behind it': Buffer.concat([PACKED, Buffer.alloc(5000)]),
  'junk behind it': Buffer.concat([PACKED, Buffer.from('junk')]),
  'its end cut off': PACKED.subarray(0, -5),
  'a damaged checksum': Buffer.from(PACKED).fill(0, PACKED.length - 8, PACKED.length - 4),
  'a damaged piece': Buffer.from(PACKED).fill(0xff, PACKED.length - 300, PACKED.length - 200),
};

describe.each(Object.entries(FILES))('a file with an index and %s', (_, packed) => {
  test('is what it is to node:zlib and from memory', async () => {
    const expected = await outcome(async () => zlib.gunzipSync(packed));
    expect(await outcome(() => unpacked(packed))).toBe(expected);
    expect(await outcome(() => decompress('gzip', packed))).toBe(expected);
    expect(folder.list().filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('is the same with every option from memory', async () => {
    const { length } = INPUT;
    for (const options of [
      { rejectGarbageAfterEnd: true },
      { maxOutputLength: length - 1 },
      { windowBits: 9 },
    ]) {
      const expected = await outcome(() => decompress('gzip', packed, options));
      expect(await outcome(() => unpacked(packed, { ...options, overwrite: true }))).toBe(expected);
    }
  });
});

test('beyond maxOutputLength nothing is left', async () => {
  const options = { maxOutputLength: INPUT.length - 1 };
  await expect(unpacked(PACKED, options)).rejects.toMatchObject({ code: 'ERR_BUFFER_TOO_LARGE' });
  expect(folder.list()).toEqual(['packed']);
  expect((await unpacked(PACKED, { maxOutputLength: INPUT.length })).equals(INPUT)).toBe(true);
});
