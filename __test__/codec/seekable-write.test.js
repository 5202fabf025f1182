'use strict';

const fs = require('node:fs');
const zlib = require('node:zlib');
const { outputOf, testWith } = require('../helpers/program.js');
const offloop = require('../../index.js');
const { expectRejection } = require('./helpers/calls.js');
const { useFolder } = require('../helpers/folder.js');
const { mixed } = require('./helpers/samples.js');
const { wrong } = require('../helpers/values.js');

const { compress, compressFile, compressMany, compressSync, decompress, decompressFile } = offloop;

const MIB = 1 << 20;
const FRAME = 2 * MIB;
const INPUT = mixed(3 * FRAME + 12_345);
const SEEKABLE = { seekable: true };

const folder = useFolder();

/** The frames that the table at the end lists. */
const framesOf = (packed) => packed.readUInt32LE(packed.length - 9);

async function streamed(options) {
  const stream = offloop.createCompress('zstd', options);
  stream.end(INPUT);
  return Buffer.concat(await stream.toArray());
}

async function filed(options) {
  const [from, to] = [folder.at('from'), folder.at('to')];
  fs.writeFileSync(from, INPUT);
  await compressFile('zstd', from, to, { ...options, overwrite: true });
  return fs.readFileSync(to);
}

const WAYS = {
  compress: (options) => compress('zstd', INPUT, options),
  compressSync: (options) => compressSync('zstd', INPUT, options),
  compressMany: async (options) => (await compressMany('zstd', [INPUT], options))[0],
  compressFile: filed,
  createCompress: streamed,
};

describe.each(Object.entries(WAYS))('%s', (_, way) => {
  test('ends seekable data with a table of its frames', async () => {
    const packed = await way(SEEKABLE);
    expect(packed.readUInt32LE(packed.length - 4)).toBe(0x8f92eab1);
    expect(framesOf(packed)).toBe(4);
    expect((await decompress('zstd', packed)).equals(INPUT)).toBe(true);
  });

  test('gives the bytes that every other way gives', async () => {
    const packed = await way({ ...SEEKABLE, level: 1 });
    expect(packed.equals(compressSync('zstd', INPUT, { ...SEEKABLE, level: 1 }))).toBe(true);
  });

  test('writes no table unless asked to', async () => {
    const packed = await way({ seekable: false });
    expect(packed.readUInt32LE(packed.length - 4)).not.toBe(0x8f92eab1);
  });
});

/** Each call with what comes after the format. */
const CALLS = {
  compress: ['x', SEEKABLE],
  compressMany: [['x'], SEEKABLE],
  compressFile: ['from', 'to', SEEKABLE],
  compressSync: ['x', SEEKABLE],
  createCompress: [SEEKABLE],
  compressionStream: [SEEKABLE],
};

test.each(Object.entries(CALLS))('%s refuses it with other formats', async (name, args) => {
  for (const format of /** @type {const} */ (['gzip', 'deflate', 'deflate-raw', 'br'])) {
    const call = (async () => offloop[name](format, ...args))();
    await expectRejection(call, TypeError, 'ERR_INVALID_ARG_VALUE', /options\.seekable/);
  }
});

test.each([1, 'true', null, {}])('refuses %p as seekable', async (seekable) => {
  await expectRejection(
    compress('zstd', 'x', { seekable: wrong(seekable) }),
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    /seekable/,
  );
});

test('seekable: false is possible with every format', async () => {
  for (const format of /** @type {const} */ (['gzip', 'br']))
    await compress(format, 'x', { seekable: false });
});

test('decompressFile reads it, and data that only looks like a table', async () => {
  const packed = compressSync('zstd', INPUT, SEEKABLE);
  const lie = Buffer.from(packed);
  // According to this table the second frame holds one byte more, the first one less.
  const entries = packed.length - 9 - 4 * 12;
  lie.writeUInt32LE(FRAME - 1, entries + 4);
  lie.writeUInt32LE(FRAME + 1, entries + 16);
  for (const bytes of [packed, lie]) {
    const [from, to] = [folder.at('packed'), folder.at('read')];
    fs.writeFileSync(from, bytes);
    const result = await decompressFile('auto', from, to, { overwrite: true });
    expect(result).toEqual({ bytesRead: bytes.length, bytesWritten: INPUT.length });
    expect(fs.readFileSync(to).equals(INPUT)).toBe(true);
    expect((await decompress('auto', bytes)).equals(INPUT)).toBe(true);
  }
});

test('a checksum of the table that does not match is an error, and no file is left', async () => {
  const packed = compressSync('zstd', INPUT, SEEKABLE);
  packed[packed.length - 9 - 1] ^= 1;
  const [from, to] = [folder.at('damaged'), folder.at('none')];
  fs.writeFileSync(from, packed);
  const mismatch = ['ZSTD_error_checksum_wrong', /checksum/];
  await expectRejection(decompress('zstd', packed), Error, ...mismatch);
  await expectRejection(decompressFile('zstd', from, to), Error, ...mismatch);
  expect(fs.existsSync(to)).toBe(false);
});

test('the cap on output holds', async () => {
  const packed = compressSync('zstd', INPUT, SEEKABLE);
  const cut = decompress('zstd', packed, { maxOutputLength: INPUT.length - 1 });
  await expectRejection(cut, RangeError, 'ERR_BUFFER_TOO_LARGE');
  expect(await decompress('zstd', packed, { maxOutputLength: INPUT.length })).toHaveLength(INPUT.length);
});

const node = 'zstdDecompressSync' in zlib ? test : test.skip;
node('node:zlib reads it', () => {
  expect(zlib.zstdDecompressSync(compressSync('zstd', INPUT, SEEKABLE)).equals(INPUT)).toBe(true);
});

testWith('zstd')('the program zstd reads it', () => {
  const packed = compressSync('zstd', INPUT, SEEKABLE);
  const read = outputOf('zstd', ['--decompress', '--stdout'], { input: packed, encoding: 'buffer' });
  expect(read.equals(INPUT)).toBe(true);
});
