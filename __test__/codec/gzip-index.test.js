'use strict';

const zlib = require('node:zlib');
const { compress, compressSync, decompress, decompressMany, decompressSync } = require('../../index.js');
const { outcome } = require('./helpers/outcome.js');
const { mixed } = require('./helpers/samples.js');

const INPUT = mixed(5 * (1 << 20) + 77);
/** Where the name of the index is in a header. */
const NAME = [12, 14];

describe.each([[1], [6], [9]])('gzip of level %i with an index in its header', (level) => {
  const packed = compressSync('gzip', INPUT, { level });

  test('is the same from any number of threads', async () => {
    expect(packed.subarray(...NAME).toString()).toBe('OL');
    for (const threads of [1, 2]) {
      expect((await compress('gzip', INPUT, { level, threads })).equals(packed)).toBe(true);
    }
  });

  test('is read by node:zlib and by every function here', async () => {
    expect(zlib.gunzipSync(packed).equals(INPUT)).toBe(true);
    expect(decompressSync('gzip', packed).equals(INPUT)).toBe(true);
    expect((await decompress('auto', packed)).equals(INPUT)).toBe(true);
    for (const options of [{}, { threads: 1 }, { rejectGarbageAfterEnd: true }, { windowBits: 15 }]) {
      expect((await decompress('gzip', packed, options)).equals(INPUT)).toBe(true);
      expect((await decompressMany('gzip', [packed], options))[0].equals(INPUT)).toBe(true);
    }
  });

  test('says of damage what node:zlib says', async () => {
    for (const at of [3, 16, 17, 22, 1000, packed.length >> 1, packed.length - 8, packed.length - 1]) {
      const damaged = Buffer.from(packed);
      damaged[at] ^= 0xff;
      const expected = await outcome(async () => zlib.gunzipSync(damaged));
      expect(await outcome(() => decompress('gzip', damaged))).toBe(expected);
    }
  });

  test('stops at maxOutputLength', async () => {
    const limit = INPUT.length - 1;
    const refused = decompress('gzip', packed, { maxOutputLength: limit });
    await expect(refused).rejects.toMatchObject({ code: 'ERR_BUFFER_TOO_LARGE' });
  });
});
