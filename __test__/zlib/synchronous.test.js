'use strict';

const zlib = require('node:zlib');
const ours = require('../../zlib.js');

const { Z_FINISH, Z_SYNC_FLUSH } = zlib.constants;
const TEXT = Buffer.from('abcdefghij'.repeat(2000));

/** One synchronous step that leaves the stream open, as minizlib makes it. */
function step(stream, chunk, flush) {
  const handle = stream._handle;
  handle.close = () => {};
  stream.close = () => {};
  try {
    return Buffer.from(stream._processChunk(chunk, flush));
  } finally {
    stream._handle = handle;
    delete handle.close;
    delete stream.close;
  }
}

/** `params` with a flush that is synchronous, as minizlib calls it. */
function params(stream, level, strategy) {
  stream.flush = (kind, callback) => {
    step(stream, Buffer.alloc(0), kind);
    callback?.();
  };
  stream.params(level, strategy, () => {});
  delete stream.flush;
}

test.each(['Deflate', 'DeflateRaw', 'Gzip'])(
  '%s: reset holds for _processChunk without a callback, or fails, as in node:zlib',
  (name) => {
    const [theirs, mine] = [zlib, ours].map((library) => {
      const stream = new library[name]();
      stream.on('error', () => {});
      stream.reset();
      step(stream, TEXT, Z_SYNC_FLUSH);
      stream.reset();
      // From Node 26 on, a gzip member that has begun cannot be given up.
      return stream._handle ? step(stream, TEXT, Z_FINISH).toString('hex') : stream.errored.code;
    });
    expect(mine).toEqual(theirs);
  },
);

test.each(['Inflate', 'InflateRaw', 'Gunzip', 'Unzip'])('%s: reset holds there too', (name) => {
  const pack = { Inflate: 'deflateSync', InflateRaw: 'deflateRawSync' }[name] ?? 'gzipSync';
  const packed = zlib[pack](TEXT);
  const stream = new ours[name]();
  step(stream, packed.subarray(0, 20), Z_SYNC_FLUSH);
  stream.reset();
  expect(step(stream, packed, Z_FINISH).equals(TEXT)).toBe(true);
});

test.each([[true], [false]])('params holds for _processChunk, after a first chunk: %s', (isAfter) => {
  const [theirs, mine] = [zlib, ours].map((library) => {
    const stream = library.createDeflate({ level: 9 });
    const first = isAfter ? step(stream, TEXT, Z_SYNC_FLUSH) : Buffer.alloc(0);
    params(stream, 0, 0);
    return Buffer.concat([first, step(stream, TEXT, Z_FINISH)]);
  });
  expect(mine.length).toBeGreaterThan(TEXT.length);
  expect(mine.equals(theirs)).toBe(true);
});

test('a stream is driven synchronously after reset too, with the level that was set', async () => {
  const stream = ours.createDeflate({ level: 9 }).resume();
  await new Promise((resolve) => {
    stream.write(TEXT, resolve);
  });
  await new Promise((resolve) => {
    stream.params(0, 0, () => resolve(undefined));
  });
  expect(() => step(stream, TEXT, Z_FINISH)).toThrow(expect.objectContaining({ code: 'ERR_INVALID_STATE' }));
  stream.reset();
  const packed = step(stream, TEXT, Z_FINISH);
  expect(zlib.inflateSync(packed).equals(TEXT)).toBe(true);
  expect(packed.length).toBeGreaterThan(TEXT.length);
});

test('a stream that was driven synchronously goes on as node’s', async () => {
  const stream = ours.createGzip();
  const first = step(stream, Buffer.from('one '), Z_SYNC_FLUSH);
  const out = [first];
  stream.on('data', (chunk) => out.push(chunk));
  stream.write('two ');
  stream.end('three');
  await new Promise((resolve) => {
    stream.on('end', resolve);
  });
  expect(zlib.gunzipSync(Buffer.concat(out)).toString()).toBe('one two three');
});
