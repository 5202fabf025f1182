'use strict';

const { once } = require('node:events');
const { Writable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { compressSync, createCompress, createDecompress } = require('../../index.js');
const { sample } = require('../jobs/helpers/operations.js');
const { FORMATS, SHARED, outcome, through } = require('./helpers/streams.js');
const { wrong } = require('../helpers/values.js');

const data = sample(100_000);

/**
 * Things that can be wrong with compressed data.
 * @type {[string, (packed: Buffer) => Buffer][]}
 */
const DAMAGE = [
  ['nothing at all', () => Buffer.alloc(0)],
  ['its end missing', (packed) => packed.subarray(0, -5)],
  ['only its first bytes', (packed) => packed.subarray(0, 3)],
  ['other bytes', () => Buffer.from('this is not compressed data, whatever it says')],
  ['junk after it', (packed) => Buffer.concat([packed, Buffer.from('junk')])],
];

/** Node 22 takes zstd data that is cut short for whole. */
const COMPARED = SHARED.filter(({ format }) => format !== 'zstd' || parseInt(process.versions.node, 10) > 22);

describe.each(COMPARED)('$format with', ({ format, node }) => {
  const packed = compressSync(format, data);

  test.each(DAMAGE)('%s fails as in node:zlib', async (_name, damage) => {
    const input = damage(packed);
    const theirs = await outcome(node.createDecompress(), input);
    const ours = await outcome(createDecompress(format), input);
    const fieldsOf = ({ error }) => error && [error.code, error.errno, error.message];
    expect(fieldsOf(ours)).toEqual(fieldsOf(theirs));
    if (theirs.error === undefined) expect(ours.out.equals(theirs.out)).toBe(true);
  });
});

describe.each(FORMATS)('$format', ({ format }) => {
  const packed = compressSync(format, data);

  test('refuses junk after the end if that is asked for', async () => {
    const stream = createDecompress(format, { rejectGarbageAfterEnd: true });
    const { error } = await outcome(stream, Buffer.concat([packed, Buffer.from('junk!')]));
    expect(error).toMatchObject({ code: 'ERR_TRAILING_JUNK_AFTER_STREAM_END' });
    expect(error).toBeInstanceOf(TypeError);
  });

  test('counts all that comes out against maxOutputLength', async () => {
    const exact = createDecompress(format, { maxOutputLength: data.length });
    expect((await through(exact, [packed])).equals(data)).toBe(true);
    const short = createDecompress(format, { maxOutputLength: data.length - 1 });
    const { error, out } = await outcome(short, packed);
    expect(error).toMatchObject({ code: 'ERR_BUFFER_TOO_LARGE' });
    expect(error).toBeInstanceOf(RangeError);
    expect(out.length).toBeLessThan(data.length);
  });

  test('ends its readable side when junk follows, and swallows the rest', async () => {
    const stream = createDecompress(format).resume();
    stream.write(Buffer.concat([packed, Buffer.from([0, 1, 2, 3, 4])]));
    await once(stream, 'end');
    stream.write('more');
    stream.end('and more');
    await once(stream, 'close');
    expect(stream.errored).toBeNull();
  });
});

test.each(/** @type {const} */ (['gzip', 'zstd']))(
  '%s beyond 128 MiB is refused unless that is asked for',
  async (format) => {
    const bomb = compressSync(format, Buffer.alloc(50 << 20), { level: 1 });
    const discard = () => new Writable({ write: (_chunk, _encoding, callback) => callback() });
    const joined = [bomb, bomb, bomb];
    const limited = pipeline(joined, createDecompress(format), discard());
    await expect(limited).rejects.toMatchObject({ code: 'ERR_BUFFER_TOO_LARGE' });
    await pipeline(joined, createDecompress(format, { maxOutputLength: Infinity }), discard());
  },
);

test.each([
  ['an unknown format', () => createCompress(wrong('rar')), 'ERR_INVALID_ARG_VALUE'],
  ["'auto' for compressing", () => createCompress(wrong('auto')), 'ERR_INVALID_ARG_VALUE'],
  ['a number as options', () => createDecompress('gzip', wrong(7)), 'ERR_INVALID_ARG_TYPE'],
  ['a level out of range', () => createCompress('gzip', { level: 10 }), 'ERR_OUT_OF_RANGE'],
  ['a mark out of range', () => createCompress('gzip', { highWaterMark: -1 }), 'ERR_OUT_OF_RANGE'],
  ['an object as signal', () => createCompress('gzip', { signal: wrong({}) }), 'ERR_INVALID_ARG_TYPE'],
])('%s throws', (_name, create, code) => {
  expect(create).toThrow(expect.objectContaining({ code }));
});

test('a chunk of the wrong type throws, as with any Writable', () => {
  const stream = createCompress('gzip').on('error', () => {});
  expect(() => stream.write(wrong(7))).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }));
  expect(() => stream.write(wrong(null))).toThrow(
    expect.objectContaining({ code: 'ERR_STREAM_NULL_VALUES' }),
  );
  stream.destroy();
});

test('a write after the end fails, as with any Writable', async () => {
  const stream = createCompress('gzip');
  stream.end();
  stream.write('late');
  const [error] = await once(stream, 'error');
  expect(error.code).toBe('ERR_STREAM_WRITE_AFTER_END');
});
