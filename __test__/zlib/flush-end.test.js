'use strict';

const { once } = require('node:events');
const zlib = require('node:zlib');
const ours = require('../../zlib.js');
const { PACKERS, callOf, flushesOf, unpackerOf } = require('./helpers/classes.js');
const { streamed } = require('./helpers/outcome.js');

test.each(PACKERS)('%s: what a flush has ended goes on or fails as in node:zlib', async (pack) => {
  const use = (stream) => {
    stream.write('first');
    stream.flush(flushesOf(pack).finish, () => {
      stream.write('second');
      stream.end();
    });
  };
  const [their, our] = await Promise.all(
    [zlib, ours].map((library) => streamed(() => new library[pack](), use)),
  );
  const unpack = ({ bytes }) => ours[`${callOf(unpackerOf(pack))}Sync`](bytes).toString();
  expect(/\|/.test(our.outcome) ? our.outcome : unpack(our)).toBe(
    /\|/.test(their.outcome) ? their.outcome : unpack(their),
  );
});

test.each([
  ['Gunzip', 'gzipSync'],
  ['BrotliDecompress', 'brotliCompressSync'],
])(
  '%s: flush lets out what there is, and a missing end is an error only where the flush is the end',
  async (name, pack) => {
    const packed = zlib[pack]('hello hello hello');
    const stream = new ours[name]();
    stream.write(packed.subarray(0, -4));
    await new Promise((resolve) => {
      stream.flush(resolve);
    });
    const failed = once(stream, 'error');
    stream.flush(flushesOf(name).finish);
    const [error] = await failed;
    expect(error).toMatchObject({ code: 'Z_BUF_ERROR', errno: -5, message: 'unexpected end of file' });
  },
);
