'use strict';

const fs = require('node:fs');
const { compress, compressFile, compressMany, compressSync } = require('../../index.js');
const { COMPRESS, WRONG_NUMBERS, expectRejection, expectSourceMissing } = require('./calls.js');
const { useFolder } = require('./folder.js');
const { NAMES } = require('./formats.js');
const { mixed } = require('./samples.js');

const INPUT = mixed(5 * (1 << 20) + 77);
const SHORT = INPUT.subarray(0, 100_000);
const folder = useFolder();

const ROWS = [...NAMES.map((format) => [format, {}]), ['zstd', { seekable: true }]];

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

describe.each(Object.entries(COMPRESS))('%s', (name, call) => {
  const settles = name === 'compressFile' ? expectSourceMissing : (promise) => promise;

  test.each(NAMES)('takes 1 to 1024 threads for %s', async (format) => {
    for (const threads of [1, 1024]) await settles(call(format, { threads }));
    for (const threads of [0, -1, 1025, Infinity])
      await expectRejection(call(format, { threads }), RangeError, 'ERR_OUT_OF_RANGE', /options\.threads/);
  });

  test.each(WRONG_NUMBERS)('refuses %s as threads', async (_, value, Class, code) => {
    await expectRejection(call('gzip', { threads: value }), Class, code, /options\.threads/);
  });
});
