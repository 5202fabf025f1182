'use strict';

const { once } = require('node:events');
const { PassThrough, Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const zlib = require('node:zlib');
const { stats } = require('../../index.js');
const ours = require('../../zlib.js');
const { mixed } = require('../codec/helpers/samples.js');
const { CLASSES, callOf, pairOf } = require('./helpers/classes.js');
const { streamed } = require('./helpers/outcome.js');

const DATA = mixed(3_000_000);

/** How many jobs of the pool ended while `work` was done. */
async function jobsOf(work) {
  const ended = () => stats().completed + stats().failed + stats().aborted;
  const before = ended();
  await work();
  return ended() - before;
}

test.each(CLASSES)('%s works on the pool', async (name) => {
  const pair = pairOf(name);
  const input = pair.pack === name ? Buffer.from('data') : zlib[`${callOf(pair.pack)}Sync`]('data');
  expect(
    await jobsOf(() =>
      streamed(
        () => new ours[name](),
        (stream) => stream.end(input),
      ),
    ),
  ).toBeGreaterThan(0);
  const call = () =>
    new Promise((resolve) => {
      ours[callOf(name)](input, resolve);
    });
  expect(await jobsOf(call)).toBe(1);
});

/**
 * Options that the native engines do not have.
 * @type {[string, object][]}
 */
const LEFT_TO_NODE = [
  ['DeflateRaw', { flush: zlib.constants.Z_FINISH }],
  ['Inflate', { flush: zlib.constants.Z_FINISH }],
  ['Inflate', { flush: zlib.constants.Z_BLOCK }],
  ['Gunzip', { finishFlush: zlib.constants.Z_BLOCK }],
  ['BrotliDecompress', { params: { [zlib.constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 } }],
  ['ZstdCompress', { params: { 107: 3 } }],
  ['ZstdCompress', { pledgedSrcSize: 4 }],
];

test.each(LEFT_TO_NODE.filter(([name]) => name in zlib))(
  '%s with %j is left to node:zlib',
  async (name, options) => {
    const pair = pairOf(name);
    const input = pair.pack === name ? Buffer.from('data') : zlib[`${callOf(pair.pack)}Sync`]('data');
    let result;
    const work = async () => {
      result = await streamed(
        () => new ours[name](options),
        (stream) => stream.end(input),
      );
    };
    expect(await jobsOf(work)).toBe(0);
    const their = await streamed(
      () => new zlib[name](options),
      (stream) => stream.end(input),
    );
    expect(result.outcome).toBe(their.outcome);
  },
);

test('small chunks make one job together', async () => {
  const jobs = await jobsOf(() =>
    streamed(
      () => new ours.Gzip(),
      (stream) => {
        for (let at = 0; at < 1000; at += 1) stream.write(DATA.subarray(at * 100, at * 100 + 100));
        stream.end();
      },
    ),
  );
  expect(jobs).toBeLessThan(20);
});

test('the loop stays free while much is compressed at the best level', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  const source = Readable.from([DATA, DATA]);
  await pipeline(source, new ours.Gzip({ level: 9 }), new PassThrough(), async (out) => {
    for await (const chunk of out) turns += chunk.length > 1e9 ? 1 : 0;
  });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(3);
});

test('a reader that does not read holds the work up', async () => {
  const stream = new ours.Gunzip();
  const packed = zlib.gzipSync(Buffer.alloc(50_000_000));
  const jobs = await jobsOf(async () => {
    stream.end(packed);
    await once(stream, 'readable');
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  });
  expect(jobs).toBeLessThan(5);
  expect(stream.readableLength).toBeLessThan(1_000_000);
  let size = 0;
  for await (const chunk of stream) size += chunk.length;
  expect(size).toBe(50_000_000);
});
