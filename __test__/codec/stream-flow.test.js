'use strict';

const { once } = require('node:events');
const { setTimeout: sleep } = require('node:timers/promises');
const { compressSync, createCompress, createDecompress, stats } = require('../../index.js');
const { MIB, sample } = require('../jobs/helpers/operations.js');
const { leavesNothing } = require('../helpers/idle.js');
const { FORMATS } = require('./helpers/streams.js');

/** The most bytes that one job of a decompressing stream gives. */
const PIECE = 256 * 1024;

describe('back-pressure', () => {
  test.each(FORMATS)('lets a bomb of $format out only as it is read', async ({ format }) => {
    const size = 32 * MIB;
    const stream = createDecompress(format, { highWaterMark: 1000 });
    stream.end(compressSync(format, Buffer.alloc(size)));
    let [total, most] = [0, 0];
    for await (const chunk of stream) {
      // It is all that was buffered.
      most = Math.max(most, chunk.length);
      total += chunk.length;
      if (total < 4 * MIB) await sleep(5);
    }
    expect(total).toBe(size);
    expect(most).toBeLessThanOrEqual(PIECE + 1000);
  });

  test('stops a writer when nothing is read', async () => {
    const stream = createCompress('gzip', { level: 0, highWaterMark: 10_000 });
    let written = 0;
    while (stream.write(sample(5000)) || (await Promise.race([once(stream, 'drain'), sleep(100, false)])))
      written += 5000;
    expect(written).toBeLessThan(60_000);
    expect(stream.readableLength).toBeLessThan(40_000);
    stream.destroy();
  });

  test('gathers writes that come while a job is under way', async () => {
    const before = stats().completed;
    const stream = createCompress('gzip').resume();
    for (let index = 0; index < 1000; index += 1) stream.write(sample(1000));
    stream.end();
    await once(stream, 'close');
    expect(stats().completed - before).toBeLessThanOrEqual(4);
  });
});

describe.each(FORMATS)('a stream of $format that is destroyed', ({ format }) => {
  const packed = compressSync(format, sample(4 * MIB), { level: 1 });
  /** @type {[string, (options?: object) => import('../../index.js').PoolTransform, Buffer][]} */
  const kinds = [
    ['compressing', (options) => createCompress(format, options), sample(4 * MIB)],
    ['decompressing', (options) => createDecompress(format, options), packed],
  ];

  test.each(kinds)('at any time while it is %s leaves nothing behind', async (_kind, create, input) => {
    for (const delay of [0, 1, 2, 5, 10, 20, 40]) {
      const stream = create().resume();
      stream.write(input);
      stream.end();
      if (delay > 0) await sleep(delay);
      stream.destroy();
      if (!stream.closed) await once(stream, 'close');
      await leavesNothing();
    }
  });

  test.each(kinds)('by a signal while it is %s fails with an AbortError', async (_kind, create, input) => {
    const controller = new AbortController();
    const aborted = create({ signal: controller.signal });
    aborted.end(input);
    const failed = once(aborted, 'error');
    setImmediate(() => controller.abort('enough'));
    const [error] = await failed;
    expect(error).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: 'enough' });
    expect(error).toBeInstanceOf(Error);
    await leavesNothing();
  });
});

test('a signal that was aborted before destroys the stream at once', async () => {
  const stream = createCompress('gzip', { signal: AbortSignal.abort() });
  expect(stream.destroyed).toBe(true);
  expect((await once(stream, 'error'))[0].code).toBe('ABORT_ERR');
});

test('close destroys and calls back', async () => {
  const stream = createCompress('gzip');
  await new Promise((resolve) => {
    stream.close(() => resolve(undefined));
  });
  expect(stream.closed).toBe(true);
});
