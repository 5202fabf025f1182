'use strict';

const { once } = require('node:events');
const { Readable } = require('node:stream');
const { buffer } = require('node:stream/consumers');
const { setTimeout: sleep } = require('node:timers/promises');
const zlib = require('node:zlib');
const fc = require('fast-check');
const {
  compressSync,
  compressionStream,
  createCompress,
  createDecompress,
  decompressSync,
  stats,
} = require('../../index.js');
const { MIB, sample, until } = require('../engine/fixtures/operations.js');
const { mixed } = require('./samples.js');
const { FORMATS, cutAt, through } = require('./streams.js');

/** What is compressed in chunks: format, options, and whether the stream has to know its size to give the same bytes. */
const ROWS = [
  ['gzip', { level: 9 }, true],
  ['deflate', { level: 9 }, false],
  ['deflate-raw', { level: 9 }, false],
  ['zstd', { level: 1 }, true],
  ['zstd', { level: 1, seekable: true }, false],
];
const INPUT = mixed(5 * MIB + 123);

async function leavesNothing() {
  await until(() => stats().running === 0);
  expect(stats()).toMatchObject({ queued: 0, queuedBytes: 0 });
}

describe.each(ROWS)('%s with %j', (format, options, needsSize) => {
  test('gives the same bytes for any number of threads', async () => {
    const packed = await through(createCompress(format, { ...options, threads: 1 }), [INPUT]);
    expect(decompressSync(format, packed).equals(INPUT)).toBe(true);
    expect(packed.equals(compressSync(format, INPUT, options))).toBe(!needsSize);
    for (const threads of [2, 1024])
      expect((await through(createCompress(format, { ...options, threads }), [INPUT])).equals(packed)).toBe(
        true,
      );
  });

  test('gives the same bytes however the data is cut', async () => {
    const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
    const property = fc.asyncProperty(
      fc.integer({ min: 0, max: INPUT.length }),
      fractions,
      async (size, at) => {
        const data = INPUT.subarray(0, size);
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
    for (const size of [0, 10, MIB + 5, 0, 3 * MIB]) {
      if (size > 0) stream.write(INPUT.subarray(0, size));
      written += size;
      await new Promise((resolve) => {
        stream.flush(resolve);
      });
      await until(() => read === written);
    }
    stream.end();
    await once(reader, 'end');
  });

  test('that is destroyed at any time leaves nothing behind', async () => {
    for (const delay of [0, 1, 5, 20]) {
      const stream = createCompress(format, { ...options, threads: 2 }).resume();
      stream.end(INPUT);
      if (delay > 0) await sleep(delay);
      stream.destroy();
      if (!stream.closed) await once(stream, 'close');
      await leavesNothing();
    }
  });
});

test('no more jobs are under way than there may be threads', async () => {
  for (const threads of [1, 2]) {
    const stream = createCompress('gzip', { level: 9, threads }).resume();
    stream.end(INPUT);
    let most = 0;
    stream.on('data', () => (most = Math.max(most, stats().running + stats().queued)));
    await once(stream, 'end');
    expect(most).toBeLessThanOrEqual(threads);
  }
});

test('jobs end in any order, and what comes out does not', async () => {
  // Chunks that take long, and chunks that take no time at all.
  const parts = Array.from({ length: 12 }, (_, index) =>
    index % 2 === 0 ? mixed(327_680) : Buffer.alloc(327_680),
  );
  const packed = await through(createCompress('gzip', { level: 9, threads: 2 }), parts);
  expect(zlib.gunzipSync(packed).equals(Buffer.concat(parts))).toBe(true);
});

test('a reader that stops stops the writer', async () => {
  const stream = createCompress('gzip', { threads: 2, highWaterMark: 10_000 });
  let written = 0;
  const noise = sample(100_000);
  while (stream.write(noise) || (await Promise.race([once(stream, 'drain'), sleep(300, false)])))
    written += noise.length;
  // A chunk of 1 MiB for each thread, one that is gathered, and one that a write made full.
  expect(written).toBeLessThan(5 * MIB);
  const whole = buffer(stream);
  stream.end();
  expect(zlib.gunzipSync(await whole).length).toBe(written + noise.length);
});

test('a signal ends it', async () => {
  const controller = new AbortController();
  const stream = createCompress('gzip', { threads: 2, signal: controller.signal }).resume();
  stream.end(INPUT);
  setImmediate(() => controller.abort('enough'));
  const [error] = await once(stream, 'error');
  expect(error).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: 'enough' });
  await leavesNothing();
});

test('web streams have threads too', async () => {
  const source = Readable.toWeb(Readable.from([INPUT.subarray(0, MIB), INPUT.subarray(MIB)]));
  const packed = await buffer(source.pipeThrough(compressionStream('deflate', { threads: 2 })));
  expect(packed.equals(compressSync('deflate', INPUT))).toBe(true);
});

test.each(FORMATS)('$format takes threads where one has to do all', async ({ format }) => {
  for (const options of [{ level: 0 }, { windowBits: 12 }]) {
    const packed = await through(createCompress(format, { ...options, threads: 2 }), [INPUT]);
    expect(decompressSync(format, packed).equals(INPUT)).toBe(true);
  }
});

test.each([0, 1.5, 'two', 1025])('threads may not be %p', (threads) => {
  expect(() => createCompress('gzip', { threads })).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/^ERR_/) }),
  );
});
