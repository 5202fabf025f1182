'use strict';

const { once } = require('node:events');
const zlib = require('node:zlib');
const ours = require('../../zlib.js');
const { noise, text } = require('../codec/helpers/samples.js');
const { PAIRS, callOf, isDeflate } = require('./helpers/classes.js');
const { streamed } = require('./helpers/outcome.js');

const DEFLATE = PAIRS.filter(({ pack }) => isDeflate(pack));
const DATA = text(100_000);

test.each(DEFLATE)('$pack: params changes level and strategy on the way', async ({ pack, unpack }) => {
  const stream = new ours[pack]({ level: 9 });
  const out = [];
  stream.on('data', (chunk) => out.push(chunk));
  const size = () => out.reduce((sum, chunk) => sum + chunk.length, 0);
  const change = (level, strategy) =>
    new Promise((resolve) => {
      stream.params(level, strategy, resolve);
    });
  const write = () =>
    new Promise((resolve) => {
      stream.write(DATA);
      stream.flush(2, resolve);
    });
  await write();
  const best = size();
  await change(0, zlib.constants.Z_DEFAULT_STRATEGY);
  await write();
  const stored = size() - best;
  await change(9, zlib.constants.Z_HUFFMAN_ONLY);
  await write();
  const huffman = size() - best - stored;
  stream.end();
  await once(stream, 'end');
  expect(stored).toBeGreaterThan(DATA.length);
  expect(huffman).toBeLessThan(DATA.length);
  expect(huffman).toBeGreaterThan(best);
  const back = zlib[`${callOf(unpack)}Sync`](Buffer.concat(out));
  expect(back.equals(Buffer.concat([DATA, DATA, DATA]))).toBe(true);
});

test('params holds for what is written after it, even before it calls back', async () => {
  const { bytes } = await streamed(
    () => new ours.Gzip({ level: 0 }),
    (stream) => {
      stream.write(DATA);
      stream.params(9, 0);
      stream.write(DATA);
      stream.params(0, 0);
      stream.end(noise(10));
    },
  );
  expect(bytes.length).toBeGreaterThan(DATA.length);
  expect(bytes.length).toBeLessThan(1.7 * DATA.length);
  expect(zlib.gunzipSync(bytes).length).toBe(2 * DATA.length + 10);
});

test('params before the first write is as an option', async () => {
  const sizeOf = ({ bytes }) => bytes.length;
  const asOption = await streamed(
    () => new ours.Deflate({ level: 1 }),
    (stream) => stream.end(DATA),
  );
  const asParams = await streamed(
    () => new ours.Deflate(),
    (stream) => {
      stream.params(1, 0, () => stream.end(DATA));
    },
  );
  expect(sizeOf(asParams)).toBe(sizeOf(asOption));
});

test.each([
  [10, 0],
  [-2, 0],
  ['1', 0],
  [1, 5],
  [1, '0'],
  [{}, 0],
])('params(%p, %p) throws as in node:zlib', (level, strategy) => {
  const message = (library) => {
    try {
      new library.Gzip().params(level, strategy, () => {});
      return 'nothing';
    } catch (error) {
      return `${error.name} ${error.code}: ${error.message}`;
    }
  };
  expect(message(ours)).toMatch('ERR_');
  expect(message(ours)).toBe(message(zlib));
});

test('params of what does not compress calls back, and changes nothing', async () => {
  const { bytes } = await streamed(
    () => new ours.Gunzip(),
    (stream) => stream.params(1, 1, () => stream.end(zlib.gzipSync('data'))),
  );
  expect(bytes.toString()).toBe('data');
});
