'use strict';

const { rmSync, writeFileSync } = require('node:fs');
const offloop = require('../../index.js');
const { compressSync, decompress, decompressMany, decompressSync } = offloop;
const { useFolder } = require('../helpers/folder.js');
const { FORMATS, NAMES } = require('./helpers/formats.js');
const { mixed, noise } = require('./helpers/samples.js');

const DEFAULT_CAP = 128 * 1024 ** 2;

const tooLarge = (cap) => ({
  name: 'RangeError',
  code: 'ERR_BUFFER_TOO_LARGE',
  message: `Cannot create a Buffer larger than ${cap} bytes`,
});

describe.each(NAMES)('%s', (name) => {
  const folder = useFolder();

  test('gives 128 MiB unasked and not one byte more', async () => {
    const full = compressSync(name, Buffer.alloc(DEFAULT_CAP), { level: 1 });
    const more = compressSync(name, Buffer.alloc(DEFAULT_CAP + 1), { level: 1 });
    expect((await decompress(name, full)).length).toBe(DEFAULT_CAP);
    await expect(decompress(name, more)).rejects.toMatchObject(tooLarge(DEFAULT_CAP));
    expect(() => decompressSync(name, more)).toThrow(expect.objectContaining(tooLarge(DEFAULT_CAP)));
    expect((await decompress(name, more, { maxOutputLength: Infinity })).length).toBe(DEFAULT_CAP + 1);
  });

  test.each([1, 1000, 16_384, 262_144, 1_048_577, 9_000_000])(
    'of %i bytes keeps to the cap exactly',
    async (size) => {
      for (const input of [mixed(size), noise(size), Buffer.alloc(size)]) {
        const packed = compressSync(name, input, { level: 1 });
        const [exact, short] = [{ maxOutputLength: size }, { maxOutputLength: Math.max(1, size - 1) }];
        expect((await decompress(name, packed, exact)).equals(input)).toBe(true);
        expect(decompressSync(name, packed, exact).equals(input)).toBe(true);
        if (size === 1) continue;
        await expect(decompress(name, packed, short)).rejects.toMatchObject(tooLarge(size - 1));
        expect(() => decompressSync(name, packed, short)).toThrow(
          expect.objectContaining(tooLarge(size - 1)),
        );
      }
    },
  );

  test('counts each of many inputs by itself', async () => {
    const packed = [1000, 1000, 1000].map((size) => compressSync(name, noise(size)));
    expect(await decompressMany(name, packed, { maxOutputLength: 1000 })).toHaveLength(3);
    packed.push(compressSync(name, noise(1001)));
    await expect(decompressMany(name, packed, { maxOutputLength: 1000 })).rejects.toMatchObject(
      tooLarge(1000),
    );
  });

  test('counts what decompressFile writes, and leaves nothing beyond it', async () => {
    const [from, packed, to] = ['from', 'packed', 'to'].map((file) => folder.at(file));
    writeFileSync(from, noise(3_000_000));
    await offloop.compressFile(name, from, packed);
    const exact = await offloop.decompressFile(name, packed, to, { maxOutputLength: 3_000_000 });
    expect(exact.bytesWritten).toBe(3_000_000);
    rmSync(to);
    const short = offloop.decompressFile(name, packed, to, { maxOutputLength: 2_999_999 });
    await expect(short).rejects.toMatchObject(tooLarge(2_999_999));
    expect(folder.list()).toEqual(['from', 'packed']);
  });
});

test.each(FORMATS.filter(({ joins }) => joins))('members of $name count together', async ({ name }) => {
  const packed = Buffer.concat([1, 2, 3].map((seed) => compressSync(name, noise(1000, seed))));
  expect((await decompress(name, packed, { maxOutputLength: 3000 })).length).toBe(3000);
  await expect(decompress(name, packed, { maxOutputLength: 2999 })).rejects.toMatchObject(tooLarge(2999));
});
