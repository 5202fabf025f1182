'use strict';

const { once } = require('node:events');
const zlib = require('node:zlib');
const ours = require('../../zlib.js');
const { PAIRS, callOf } = require('./helpers/classes.js');

test.each(PAIRS)('$pack: reset begins anew', async ({ pack, unpack }) => {
  const stream = new ours[pack]();
  const out = [];
  stream.on('data', (chunk) => out.push(chunk));
  stream.write('what is forgotten');
  await new Promise((resolve) => {
    stream.flush(resolve);
  });
  const forgotten = Buffer.concat(out).length;
  stream.reset();
  stream.end('what stays');
  await once(stream, 'end');
  const kept = Buffer.concat(out).subarray(forgotten);
  expect(zlib[`${callOf(unpack)}Sync`](kept).toString()).toBe('what stays');
});

test.each(PAIRS)('$unpack: reset lets other data follow', async ({ pack, unpack }) => {
  const packed = zlib[`${callOf(pack)}Sync`]('data');
  const stream = new ours[unpack]();
  const out = [];
  stream.on('data', (chunk) => out.push(chunk));
  await new Promise((resolve) => {
    stream.write(packed.subarray(0, 5), resolve);
  });
  const early = Buffer.concat(out).length;
  stream.reset();
  stream.end(packed);
  await once(stream, 'end');
  expect(Buffer.concat(out).subarray(early).toString()).toBe('data');
  expect(stream.bytesWritten).toBe(5 + packed.length);
});

test('reset keeps the level that was set on the way', async () => {
  const data = Buffer.alloc(10_000);
  // In the types of node:zlib a Gzip has neither.
  const stream = /** @type {zlib.Deflate} */ (new ours.Gzip());
  const out = [];
  stream.on('data', (chunk) => out.push(chunk));
  stream.write('forgotten');
  await new Promise((resolve) => {
    stream.params(0, 0, () => resolve(undefined));
  });
  stream.reset();
  stream.end(data);
  await once(stream, 'end');
  expect(Buffer.concat(out).length).toBeGreaterThan(data.length);
});

test('a closed stream cannot be reset, as in node:zlib', () => {
  const attempt = (library) => () => {
    const stream = new library.Gzip();
    stream.close();
    stream.reset();
  };
  expect(attempt(zlib)).toThrow();
  expect(attempt(ours)).toThrow();
});
