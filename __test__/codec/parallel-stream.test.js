'use strict';

const { once } = require('node:events');
const { setTimeout: sleep } = require('node:timers/promises');
const fc = require('fast-check');
const { compressSync, createCompress, createDecompress, decompressSync } = require('../../index.js');
const { until } = require('../helpers/until.js');
const { leavesNothing } = require('../helpers/idle.js');
const { mixed } = require('./helpers/samples.js');
const { cutAt, flushed, through } = require('./helpers/streams.js');

/**
 * What is compressed in chunks: format, options, bytes of some chunks, and whether its size would make a difference.
 * @type {[import('./helpers/formats.js').Format, import('../../index.js').CompressionOptions, number, boolean][]}
 */
const ROWS = [
  ['gzip', { level: 9 }, 1_400_000, true],
  ['deflate', { level: 9 }, 1_400_000, false],
  ['deflate-raw', { level: 7 }, 1_400_000, false],
  ['zstd', { level: 1 }, 5_000_000, true],
  ['zstd', { level: 1, seekable: true }, 5_000_000, false],
];

describe.each(ROWS)('%s with %j', (format, options, bytes, needsSize) => {
  const input = mixed(bytes);

  test('gives the same bytes for any number of threads', async () => {
    const packed = await through(createCompress(format, { ...options, threads: 1 }), [input]);
    expect(decompressSync(format, packed).equals(input)).toBe(true);
    expect(packed.equals(compressSync(format, input, options))).toBe(!needsSize);
    for (const threads of [2, 1024])
      expect((await through(createCompress(format, { ...options, threads }), [input])).equals(packed)).toBe(
        true,
      );
  });

  test('gives the same bytes however the data is cut', async () => {
    const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
    const property = fc.asyncProperty(
      fc.integer({ min: 0, max: input.length }),
      fractions,
      async (size, at) => {
        const data = input.subarray(0, size);
        const make = () => createCompress(format, { ...options, threads: 2 });
        const whole = await through(make(), [data]);
        expect((await through(make(), cutAt(data, at))).equals(whole)).toBe(true);
        expect(decompressSync(format, whole).equals(data)).toBe(true);
      },
    );
    await fc.assert(property, { numRuns: 8 });
  });

  test('is complete after a flush, and after several without data', async () => {
    const stream = createCompress(format, { ...options, threads: 2 });
    const reader = createDecompress(format);
    let read = 0;
    stream.pipe(reader).on('data', (chunk) => (read += chunk.length));
    let written = 0;
    for (const size of [0, 10, 400_000, 0, bytes]) {
      if (size > 0) stream.write(input.subarray(0, size));
      written += size;
      await flushed(stream);
      await until(() => read === written);
    }
    stream.end();
    await once(reader, 'end');
  });

  test('that is destroyed at any time leaves nothing behind', async () => {
    for (const delay of [0, 1, 5, 20]) {
      const stream = createCompress(format, { ...options, threads: 2 }).resume();
      stream.end(input);
      if (delay > 0) await sleep(delay);
      stream.destroy();
      if (!stream.closed) await once(stream, 'close');
      await leavesNothing();
    }
  });
});
