'use strict';

const { Readable, compose } = require('node:stream');
const { text } = require('node:stream/consumers');
const fc = require('fast-check');
const { compressSync, createCompress, createDecompress, decompressSync } = require('../../index.js');
const { MIB, sample } = require('../jobs/helpers/operations.js');
const { FORMATS, SHARED, cutAt, through } = require('./helpers/streams.js');

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const cuts = fc.array(fraction, { maxLength: 12 });
const RUNS = { numRuns: 25 };

describe.each(FORMATS)('$format', ({ format }) => {
  test('compresses to the same bytes however the data is cut', async () => {
    const property = fc.asyncProperty(fc.integer({ min: 0, max: 400_000 }), cuts, async (size, at) => {
      const data = sample(size);
      const whole = await through(createCompress(format), [data]);
      expect((await through(createCompress(format), cutAt(data, at))).equals(whole)).toBe(true);
      expect(decompressSync(format, whole).equals(data)).toBe(true);
    });
    await fc.assert(property, RUNS);
  });

  test('decompresses to the same bytes however the data is cut', async () => {
    const property = fc.asyncProperty(fc.integer({ min: 0, max: 400_000 }), cuts, async (size, at) => {
      const data = sample(size);
      const packed = cutAt(compressSync(format, data), at);
      expect((await through(createDecompress(format), packed)).equals(data)).toBe(true);
    });
    await fc.assert(property, RUNS);
  });

  test('decompresses one byte at a time', async () => {
    const data = sample(3000);
    const bytes = [...compressSync(format, data)].map((byte) => Buffer.of(byte));
    expect((await through(createDecompress(format), bytes)).equals(data)).toBe(true);
  });

  test('takes many small writes that do not wait, and chunks larger than a job', async () => {
    const data = sample(3 * MIB + 17);
    const stream = createCompress(format, { level: 1 });
    const packed = Readable.prototype.toArray.call(stream);
    for (let start = 0; start < MIB; start += 1000)
      stream.write(data.subarray(start, Math.min(start + 1000, MIB)));
    stream.end(data.subarray(MIB));
    expect(decompressSync(format, Buffer.concat(await packed)).equals(data)).toBe(true);
    expect(stream.bytesWritten).toBe(data.length);
  });

  test('gives the end of an empty stream', async () => {
    const packed = await through(createCompress(format), []);
    expect(decompressSync(format, packed)).toHaveLength(0);
  });
});

describe.each(SHARED)('$format and node:zlib', ({ format, node }) => {
  const data = sample(300_000);

  test('read what the other wrote', async () => {
    const ours = await through(createCompress(format), cutAt(data, [0.3, 0.31]));
    expect((await through(node.createDecompress(), [ours])).equals(data)).toBe(true);
    const theirs = await through(node.createCompress(), [data]);
    expect((await through(createDecompress(format), cutAt(theirs, [0.01, 0.7]))).equals(data)).toBe(true);
  });
});

test.each(/** @type {const} */ (['gzip', 'zstd']))('members and frames of %s are joined', async (format) => {
  const packed = Buffer.concat([compressSync(format, 'one '), compressSync(format, 'two')]);
  expect((await through(createDecompress('auto'), [packed])).toString()).toBe('one two');
});

test("'auto' finds out the format from first bytes that come one by one", async () => {
  for (const format of /** @type {const} */ (['gzip', 'deflate', 'zstd'])) {
    const bytes = [...compressSync(format, 'found')].map((byte) => Buffer.of(byte));
    expect((await through(createDecompress('auto'), bytes)).toString()).toBe('found');
  }
});

test('streams can be composed and iterated', async () => {
  const pair = compose(createCompress('br'), createDecompress('br'));
  pair.end('there and back');
  expect(await text(pair)).toBe('there and back');
});

test('all kinds of bytes can be written', async () => {
  const bytes = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
  const shared = new Uint8Array(new SharedArrayBuffer(8));
  shared.set(bytes);
  const chunks = [bytes, bytes.buffer, new DataView(bytes.buffer), new Uint32Array(bytes.buffer), shared];
  const packed = await through(createCompress('gzip'), [...chunks, 'text']);
  const expected = Buffer.concat([...chunks.map(() => bytes), Buffer.from('text')]);
  expect(decompressSync('gzip', packed)).toEqual(expected);
});

test('a level, a window and a dictionary have their effect', async () => {
  const dictionary = sample(1000);
  const packed = await through(createCompress('zstd', { dictionary, level: 19 }), [dictionary]);
  expect(packed.length).toBeLessThan(100);
  expect((await through(createDecompress('zstd', { dictionary }), [packed])).equals(dictionary)).toBe(true);
  const narrow = await through(createCompress('deflate', { windowBits: 9 }), [dictionary]);
  expect(narrow[0] >> 4).toBe(1);
});

test('many streams at once keep their own order', async () => {
  const contents = Array.from({ length: 12 }, (_, index) => sample(200_000).fill(`${index},`));
  const ways = contents.map(async (data, index) => {
    const { format } = FORMATS[index % FORMATS.length];
    const pair = compose(createCompress(format), createDecompress(format));
    return (await through(pair, cutAt(data, [0.1, 0.2, 0.5, 0.9]))).equals(data);
  });
  expect(await Promise.all(ways)).toEqual(contents.map(() => true));
});
