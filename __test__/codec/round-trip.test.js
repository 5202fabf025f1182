'use strict';

const {
  compress,
  compressMany,
  compressSync,
  decompress,
  decompressMany,
  decompressSync,
} = require('../../index.js');
const { FORMATS, NAMES } = require('./helpers/formats.js');
const { mixed, noise, text } = require('./helpers/samples.js');

const KI = 1024;
const MI = 1024 * KI;
const SIZES = [0, 1, 100, 64 * KI, MI + 1, 2 * MI + 1];
const INPUTS = SIZES.map((size) => mixed(size));
const LARGE = [mixed(3 * MI), mixed(5 * MI)];

/** Expects equal bytes, without a report of the difference: of megabytes it would be too long to read. */
function expectSame(found, expected) {
  expect(found.map((bytes, index) => bytes.equals(expected[index]))).toEqual(expected.map(() => true));
}

describe.each(FORMATS)('$name', ({ name, levels }) => {
  test.each(levels)(
    'at level %i comes back whatever its size, the same from every form of call',
    async (level) => {
      const together = await compressMany(name, INPUTS, { level });
      const medium = INPUTS.filter((input) => input.length <= MI + 1);
      const small = INPUTS.filter((input) => input.length <= 64 * KI);
      expectSame(
        await Promise.all(medium.map((input) => compress(name, input, { level }))),
        together.slice(0, medium.length),
      );
      expectSame(
        small.map((input) => compressSync(name, input, { level })),
        together.slice(0, small.length),
      );

      expectSame(await decompressMany(name, together), INPUTS);
      expectSame(await Promise.all(together.map((packed) => decompress(name, packed))), INPUTS);
      expectSame(
        together.map((packed) => decompressSync(name, packed)),
        INPUTS,
      );
    },
    120_000,
  );

  test('gives large inputs the same bytes from every form of call', async () => {
    const together = await compressMany(name, LARGE);
    expectSame(await Promise.all(LARGE.map((input) => compress(name, input))), together);
    expectSame(
      LARGE.map((input) => compressSync(name, input)),
      together,
    );
  });

  test('comes back when it is text or noise, also around the sizes of blocks', async () => {
    const sizes = [16 * KI, 64 * KI, 128 * KI, MI, 3 * MI].flatMap((size) => [size - 1, size, size + 1]);
    const inputs = sizes.flatMap((size) => [text(size), noise(size)]);
    const packed = await compressMany(name, inputs, { level: 2 });
    expectSame(await decompressMany(name, packed), inputs);
  });

  test('has results that own their memory', async () => {
    const [first, second] = await compressMany(name, [text(1000), text(1000, 2)]);
    const copy = Buffer.from(second);
    first.fill(0);
    expect(second.equals(copy)).toBe(true);
    expect(Buffer.isBuffer(first)).toBe(true);
  });
});

test.each(NAMES)('the default level of %s is the one that is documented', async (name) => {
  const level = { br: 4, zstd: 3 }[name] ?? 6;
  const input = text(50_000);
  expect((await compress(name, input)).equals(await compress(name, input, { level }))).toBe(true);
});

test.each(/** @type {const} */ (['gzip', 'deflate', 'zstd']))("'auto' recognises %s", async (name) => {
  const [input, packed] = [text(5000), await compress(name, text(5000))];
  expectSame(
    [
      await decompress('auto', packed),
      decompressSync('auto', packed),
      ...(await decompressMany('auto', [packed])),
    ],
    [input, input, input],
  );
});
