'use strict';

// What the Compression Standard asks for, https://compression.spec.whatwg.org/, and node's codes beside it.

const { types } = require('node:util');
const { compressSync, compressionStream, decompressionStream } = require('../../index.js');
const { wrong } = require('../helpers/values.js');

/** @type {import('../../index.js').CompressionFormat[]} */
const FORMATS = ['gzip', 'deflate', 'deflate-raw', 'br', 'zstd'];
const SHARED = new SharedArrayBuffer(4);

/** @type {[string, (format: any) => import('../../index.js').WebStreamPair][]} */
const STREAMS = [
  ['compressionStream', compressionStream],
  ['decompressionStream', decompressionStream],
];

/** How both sides of a pair end, when a chunk is written. */
async function sides({ readable, writable }, chunk, isLast = true) {
  const writer = writable.getWriter();
  const reader = readable.getReader();
  const outcome = (promise) => promise.catch((error) => error);
  const written = outcome(writer.write(chunk));
  const ended = outcome(isLast ? writer.close() : writer.closed);
  let size = 0;
  const read = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'done';
      size += value.length;
    }
  };
  const failure = await outcome(read());
  return { failure, written: await written, ended: await ended, size };
}

describe.each(STREAMS)('%s', (_, make) => {
  test.each([
    ['undefined', undefined, 'ERR_INVALID_ARG_TYPE'],
    ['null', null, 'ERR_STREAM_NULL_VALUES'],
    ['a number', 3.14, 'ERR_INVALID_ARG_TYPE'],
    ['an object', {}, 'ERR_INVALID_ARG_TYPE'],
    ['an array', [65], 'ERR_INVALID_ARG_TYPE'],
    ['shared memory', SHARED, 'ERR_INVALID_ARG_TYPE'],
    ['a view of shared memory', new Uint8Array(SHARED), 'ERR_INVALID_ARG_TYPE'],
    ['a DataView of shared memory', new DataView(SHARED), 'ERR_INVALID_ARG_TYPE'],
  ])('%s fails both sides with a TypeError and a code', async (_name, chunk, code) => {
    const { failure, written } = await sides(make('gzip'), chunk, false);
    expect(types.isNativeError(failure)).toBe(true);
    expect([failure.name, failure.code]).toEqual(['TypeError', code]);
    expect(written).toBe(failure);
  });

  test('an unknown or missing format is a TypeError', () => {
    for (const format of ['a', '', 'GZIP', undefined, null, {}])
      expect(() => make(format)).toThrow(TypeError);
  });
});

describe.each(FORMATS)('decompressionStream of %s', (format) => {
  const text = Buffer.from('expected output '.repeat(100));
  const packed = compressSync(format, text);

  test('data that is wrong fails both sides with a TypeError, its code and its cause', async () => {
    const { failure, ended } = await sides(
      decompressionStream(format),
      Buffer.from('certainly not compressed'),
    );
    expect(failure).toBeInstanceOf(TypeError);
    expect(failure.code).toMatch(/^(Z_|ERR_|ZSTD_)/);
    expect(typeof failure.errno).toBe('number');
    expect(failure.cause).toMatchObject({ code: failure.code, message: failure.message });
    expect(failure.cause).not.toBeInstanceOf(TypeError);
    expect(ended).toBe(failure);
  });

  test('data that ends too early is a TypeError', async () => {
    for (const input of [packed.subarray(0, -1), packed.subarray(0, 1)]) {
      const { failure, ended } = await sides(decompressionStream(format), input);
      expect(failure).toBeInstanceOf(TypeError);
      expect(ended).toBe(failure);
    }
  });

  test('what follows the data is a TypeError, after all of the data', async () => {
    const input = Buffer.concat([packed, Buffer.from([1, 2, 3, 4, 5])]);
    const { failure, size } = await sides(decompressionStream(format), input);
    expect([failure.name, failure.code]).toEqual(['TypeError', 'ERR_TRAILING_JUNK_AFTER_STREAM_END']);
    expect(size).toBe(text.length);
  });

  test('what follows is ignored where that is asked for', async () => {
    const input = Buffer.concat([packed, Buffer.from([1, 2, 3, 4, 5])]);
    const lenient = decompressionStream(format, { rejectGarbageAfterEnd: false });
    // A gzip member may begin with what follows gzip, as in node:zlib.
    if (format === 'gzip') input[packed.length] = 0;
    expect(await sides(lenient, input)).toMatchObject({ failure: 'done', size: text.length });
  });

  test('a limit of the caller is a RangeError as elsewhere', async () => {
    const { failure } = await sides(decompressionStream(format, { maxOutputLength: 10 }), packed);
    expect([failure.name, failure.code]).toEqual(['RangeError', 'ERR_BUFFER_TOO_LARGE']);
  });

  test('all kinds of bytes are taken, and empty chunks', async () => {
    const { buffer, byteOffset, byteLength } = new Uint8Array(packed);
    const kinds = [
      buffer.slice(byteOffset, byteOffset + byteLength),
      new DataView(buffer, byteOffset, byteLength),
      new Int8Array(buffer, byteOffset, byteLength),
    ];
    for (const kind of kinds) {
      const pair = decompressionStream(format);
      const read = new Response(pair.readable).arrayBuffer();
      const writer = pair.writable.getWriter();
      await writer.write(new Uint8Array(0));
      await writer.write(kind);
      await writer.write(new ArrayBuffer(0));
      await writer.close();
      expect(Buffer.from(await read).equals(text)).toBe(true);
    }
  });
});

test('bad options are refused as they are', () => {
  for (const options of [null, 'x', { rejectGarbageAfterEnd: null }])
    expect(() => decompressionStream('gzip', wrong(options))).toThrow(
      expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }),
    );
  expect(() => decompressionStream('gzip', wrong({ reject: 1 }))).toThrow(TypeError);
});
