'use strict';

const fs = require('node:fs');
const zlib = require('node:zlib');
const {
  compress,
  compressFile,
  compressMany,
  compressSync,
  decompress,
  decompressFile,
  decompressMany,
  openSeekable,
} = require('../../index.js');
const {
  COMPRESS,
  DECOMPRESS,
  WRONG_NUMBERS,
  expectRejection,
  expectSourceMissing,
} = require('./helpers/calls.js');
const { useFolder } = require('../helpers/folder.js');
const { NAMES, nodeHas, rowOf } = require('./helpers/formats.js');
const { mixed } = require('./helpers/samples.js');
const { outputOf, testWith } = require('../helpers/program.js');

const INPUT = mixed(5 * (1 << 20) + 77);
const SHORT = INPUT.subarray(0, 100_000);
const folder = useFolder();

/** @type {[import('./helpers/formats.js').Format, import('../../index.js').CompressionOptions][]} */
const ROWS = [['zstd', { seekable: true }]];
for (const format of NAMES) ROWS.push([format, {}]);

test.each(ROWS)('%s with %j does not show how many threads made it', async (format, options) => {
  const expected = compressSync(format, INPUT, options);
  fs.writeFileSync(folder.at('from'), INPUT);
  await compressFile(format, folder.at('from'), folder.at('all'), options);
  for (const threads of [1, 2, 1024]) {
    const bounded = { ...options, threads };
    expect((await compress(format, INPUT, bounded)).equals(expected)).toBe(true);
    await compressFile(format, folder.at('from'), folder.at('to'), { ...bounded, overwrite: true });
    expect(fs.readFileSync(folder.at('to')).equals(fs.readFileSync(folder.at('all')))).toBe(true);
  }
});

test.each(ROWS)(
  '%s with %j gives many results in order on any number of threads',
  async (format, options) => {
    const expected = compressSync(format, SHORT, options);
    for (const threads of [1, 2, 1024]) {
      const many = await compressMany(format, [SHORT, 'x', SHORT], { ...options, threads });
      expect([many[0].equals(expected), many[2].equals(expected)]).toEqual([true, true]);
      expect(many[1].equals(compressSync(format, 'x', options))).toBe(true);
    }
  },
);

test.each(ROWS)('%s with %j is read on any number of threads', async (format, options) => {
  const packed = compressSync(format, INPUT, options);
  fs.writeFileSync(folder.at('packed'), packed);
  for (const threads of [1, 2, 1024]) {
    expect((await decompress(format, packed, { threads })).equals(INPUT)).toBe(true);
    const many = await decompressMany(format, [packed, compressSync(format, 'x')], { threads });
    expect([many[0].equals(INPUT), many[1].toString()]).toEqual([true, 'x']);
    await decompressFile(format, folder.at('packed'), folder.at('plain'), { threads, overwrite: true });
    expect(fs.readFileSync(folder.at('plain')).equals(INPUT)).toBe(true);
  }
});

test('seekable data is read on any number of threads', async () => {
  const packed = compressSync('zstd', INPUT, { seekable: true });
  fs.writeFileSync(folder.at('packed'), packed);
  for (const source of [packed, folder.at('packed')]) {
    for (const threads of [1, 2, 1024]) {
      const reader = await openSeekable(source, { threads });
      expect((await reader.read(1000, INPUT.length)).equals(INPUT.subarray(1000))).toBe(true);
      await reader.close();
    }
  }
  await expectRejection(openSeekable(packed, { threads: 0 }), RangeError, 'ERR_OUT_OF_RANGE', /threads/);
});

/** Levels with chunks that are smaller than the input. */
const IN_ONE_FRAME = [[-5], [1], [3], [8]];

testWith('zstd').each(IN_ONE_FRAME)(
  'large data in zstd of level %i is read by the program',
  async (level) => {
    const packed = await compress('zstd', INPUT, { level });
    expect(outputOf('zstd', ['-dc'], { input: packed, encoding: 'buffer' }).equals(INPUT)).toBe(true);
  },
);

const testWithNode = nodeHas(rowOf('zstd')) ? test : test.skip;
testWithNode.each(IN_ONE_FRAME)('large data in zstd of level %i is read by node:zlib', async (level) => {
  const packed = await compress('zstd', INPUT, { level });
  expect(zlib.zstdDecompressSync(packed).equals(INPUT)).toBe(true);
});

/** @type {[string, (format: string, options: object) => Promise<unknown>][]} */
const CALLS = Object.entries({ ...COMPRESS, ...DECOMPRESS });
/** @type {(entry: (typeof CALLS)[number]) => boolean} */
const isSync = ([name]) => name.endsWith('Sync');

test.each(CALLS.filter(isSync))(
  '%s works on its caller’s thread, and so refuses threads',
  async (_, call) => {
    for (const format of NAMES)
      await expectRejection(
        call(format, { threads: 2 }),
        TypeError,
        'ERR_INVALID_ARG_VALUE',
        /unknown option `threads`/,
      );
  },
);

describe.each(CALLS.filter((entry) => !isSync(entry)))('%s', (name, call) => {
  const settles = name.endsWith('File') ? expectSourceMissing : (promise) => promise;

  test.each(NAMES)('takes 1 to 1024 threads for %s', async (format) => {
    for (const threads of [1, 1024]) await settles(call(format, { threads }));
    for (const threads of [0, -1, 1025, Infinity])
      await expectRejection(call(format, { threads }), RangeError, 'ERR_OUT_OF_RANGE', /options\.threads/);
  });

  test.each(WRONG_NUMBERS)('refuses %s as threads', async (_, value, Class, code) => {
    await expectRejection(call('gzip', { threads: value }), Class, code, /options\.threads/);
  });
});
