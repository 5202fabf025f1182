'use strict';

const {
  compress,
  compressMany,
  compressSync,
  decompress,
  decompressMany,
  decompressSync,
} = require('../../index.js');
const { FORMATS, FORMATS_OF_NODE, nodeCompressSync, nodeDecompressSync } = require('./helpers/formats.js');
const { mixed, text } = require('./helpers/samples.js');

/** @typedef {import('./helpers/formats.js').FormatRow} FormatRow */

/** @type {(ends: number[]) => number[]} */
const bits = ([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
/** @type {(formats: FormatRow[], windows: (row: FormatRow) => number[]) => [FormatRow['name'], number][]} */
const rowsOf = (formats, windows) =>
  formats.flatMap((row) => windows(row).map((windowBits) => [row.name, windowBits]));

/** More than fits any of deflate's windows. */
const INPUT = mixed(600_000);

describe('windowBits', () => {
  test.each(rowsOf(FORMATS, ({ windows }) => bits(windows)))(
    'of %s may be %i, in every form of call and with any level',
    async (name, windowBits) => {
      for (const level of [1, 6]) {
        const options = { level, windowBits };
        const packed = await compress(name, INPUT, options);
        expect(compressSync(name, INPUT, options).equals(packed)).toBe(true);
        expect((await compressMany(name, [INPUT], options))[0].equals(packed)).toBe(true);
        expect((await decompress(name, packed)).equals(INPUT)).toBe(true);
      }
    },
  );

  test.each(rowsOf(FORMATS_OF_NODE, ({ windows }) => bits(windows)))(
    'of %s %i gives what node:zlib reads',
    (name, windowBits) => {
      const packed = compressSync(name, INPUT, { windowBits });
      expect(nodeDecompressSync(name, packed).equals(INPUT)).toBe(true);
    },
  );

  const deflates = ['gzip', 'deflate', 'deflate-raw'];
  test.each(
    rowsOf(
      FORMATS.filter(({ name }) => deflates.includes(name)),
      () => bits([9, 15]),
    ),
  )('of %s %i is enough to read what was written with it', (name, windowBits) => {
    const packed = compressSync(name, INPUT, { windowBits });
    expect(decompressSync(name, packed, { windowBits }).equals(INPUT)).toBe(true);
    expect(nodeDecompressSync(name, packed, { windowBits }).equals(INPUT)).toBe(true);
    expect(
      decompressSync(name, nodeCompressSync(name, INPUT, { windowBits }), { windowBits }).equals(INPUT),
    ).toBe(true);
  });

  test('of deflate that is too small for the data is node:zlib’s error', async () => {
    const packed = compressSync('deflate', INPUT, { windowBits: 15 });
    const expected = { code: 'Z_DATA_ERROR', errno: -3, message: 'invalid window size' };
    expect(() => nodeDecompressSync('deflate', packed, { windowBits: 14 })).toThrow(
      expect.objectContaining(expected),
    );
    expect(() => decompressSync('deflate', packed, { windowBits: 14 })).toThrow(
      expect.objectContaining(expected),
    );
    await expect(decompress('deflate', packed, { windowBits: 14 })).rejects.toMatchObject(expected);
  });

  test('of zstd decides which windows are accepted', async () => {
    const large = compressSync('zstd', mixed(3_000_000), { windowBits: 20 });
    const refused = { code: 'ZSTD_error_frameParameter_windowTooLarge', errno: 16 };
    await expect(decompress('zstd', large, { windowBits: 19 })).rejects.toMatchObject(refused);
    expect((await decompress('zstd', large, { windowBits: 20 })).length).toBe(3_000_000);
  });
});

describe.each(FORMATS.filter(({ dictionary }) => dictionary))('a dictionary for $name', ({ name }) => {
  const dictionary = text(2000);
  const input = Buffer.concat([dictionary.subarray(500, 1500), text(300, 9)]);

  test('makes data smaller and is needed again, in every form of call', async () => {
    const packed = await compress(name, input, { dictionary });
    expect(compressSync(name, input, { dictionary }).equals(packed)).toBe(true);
    expect((await compressMany(name, [input], { dictionary }))[0].equals(packed)).toBe(true);
    expect(packed.length).toBeLessThan(compressSync(name, input).length / 2);
    expect((await decompress(name, packed, { dictionary })).equals(input)).toBe(true);
    expect(decompressSync(name, packed, { dictionary }).equals(input)).toBe(true);
    expect((await decompressMany(name, [packed, packed], { dictionary }))[1].equals(input)).toBe(true);
  });

  test('may be given as any kind of bytes', () => {
    const expected = compressSync(name, input, { dictionary });
    const memory = new Uint8Array(dictionary).buffer;
    for (const given of [dictionary.toString('latin1'), memory, new DataView(memory)]) {
      expect(compressSync(name, input, { dictionary: given }).equals(expected)).toBe(true);
    }
  });

  test('is taken at the call: changing it later changes nothing', async () => {
    const own = Buffer.from(dictionary);
    const promise = compress(name, input, { dictionary: own });
    own.fill(0);
    expect((await promise).equals(compressSync(name, input, { dictionary }))).toBe(true);
  });

  test('that is empty counts as none', () => {
    expect(compressSync(name, input, { dictionary: '' }).equals(compressSync(name, input))).toBe(true);
  });

  const inNode = FORMATS_OF_NODE.some((row) => row.name === name) && nodeTakesDictionary(name, dictionary);
  (inNode ? test : test.skip)(
    `works with node:zlib both ways${inNode ? '' : ' (this Node has none)'}`,
    () => {
      expect(
        nodeDecompressSync(name, compressSync(name, input, { dictionary }), { dictionary }).equals(input),
      ).toBe(true);
      expect(
        decompressSync(name, nodeCompressSync(name, input, { dictionary }), { dictionary }).equals(input),
      ).toBe(true);
    },
  );
});

/** zstd dictionaries came to node:zlib later than zstd; before, the option is ignored. */
function nodeTakesDictionary(name, dictionary) {
  return (
    nodeCompressSync(name, dictionary, { dictionary }).length < nodeCompressSync(name, dictionary).length
  );
}
