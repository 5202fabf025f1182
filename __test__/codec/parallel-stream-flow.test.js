'use strict';

const { once } = require('node:events');
const { Readable } = require('node:stream');
const { buffer } = require('node:stream/consumers');
const { setTimeout: sleep } = require('node:timers/promises');
const zlib = require('node:zlib');
const { compressSync, compressionStream, createCompress, decompressSync, stats } = require('../../index.js');
const { MIB } = require('../jobs/helpers/operations.js');
const { leavesNothing } = require('../helpers/idle.js');
const { mixed, noise } = require('./helpers/samples.js');
const { FORMATS, through } = require('./helpers/streams.js');
const { wrong } = require('../helpers/values.js');

const INPUT = mixed(3 * MIB + 123);

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

test('jobs end in any order, and their output keeps its order', async () => {
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
  const bytes = noise(100_000);
  while (stream.write(bytes) || (await Promise.race([once(stream, 'drain'), sleep(300, false)])))
    written += bytes.length;
  // Chunks of 1 MiB: what came out of one, two for each thread, one that is gathered, and one that a write made full.
  expect(written).toBeLessThanOrEqual(7 * MIB);
  const whole = buffer(stream);
  stream.end();
  expect(zlib.gunzipSync(await whole).length).toBe(written + bytes.length);
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
  expect(() => createCompress('gzip', { threads: wrong(threads) })).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/^ERR_/) }),
  );
});
