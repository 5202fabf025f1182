'use strict';

const { ReadableStream } = require('node:stream/web');
const { setTimeout: sleep } = require('node:timers/promises');
const {
  compressSync,
  compressionStream,
  decompressSync,
  decompressionStream,
  stats,
} = require('../../index.js');
const { MIB, sample } = require('../jobs/helpers/operations.js');
const { leavesNothing } = require('../helpers/idle.js');
const { FORMATS, cutAt } = require('./helpers/streams.js');
const { present, wrong } = require('../helpers/values.js');

/** A web stream of these chunks. */
function streamOf(chunks) {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function bytesOf(readable) {
  return Buffer.from(await new Response(readable).arrayBuffer());
}

describe.each(FORMATS)('web streams of $format', ({ format }) => {
  const data = sample(2 * MIB);

  test('compress what is piped through them', async () => {
    const packed = await bytesOf(
      streamOf(cutAt(data, [0.001, 0.002, 0.3])).pipeThrough(compressionStream(format)),
    );
    expect(decompressSync(format, packed).equals(data)).toBe(true);
  });

  test('decompress what is piped through them', async () => {
    const chunks = cutAt(compressSync(format, data), [0.1, 0.11, 0.6]);
    const out = await bytesOf(streamOf(chunks).pipeThrough(decompressionStream(format)));
    expect(out.equals(data)).toBe(true);
  });

  test('let a bomb out only as it is read', async () => {
    const { readable, writable } = decompressionStream(format);
    const writer = writable.getWriter();
    const written = writer.write(compressSync(format, Buffer.alloc(32 * MIB))).then(() => writer.close());
    const before = stats().completed;
    const reader = readable.getReader();
    let total = present((await reader.read()).value).length;
    await sleep(30);
    expect(stats().completed - before).toBeLessThan(6);
    for (let next = await reader.read(); !next.done; next = await reader.read()) total += next.value.length;
    await written;
    expect(total).toBe(32 * MIB);
  });

  test('fail on both sides when the data is wrong', async () => {
    const { readable, writable } = decompressionStream(format);
    const writer = writable.getWriter();
    const closed = writer.closed.catch((error) => error);
    writer.write(Buffer.from('certainly not compressed')).catch(() => {});
    writer.close().catch(() => {});
    const error = await bytesOf(readable).catch((reason) => reason);
    expect(error).toHaveProperty('code');
    expect(await closed).toBe(error);
  });
});

test('node:stream/web reads what they write', async () => {
  const packed = streamOf([sample(MIB)]).pipeThrough(compressionStream('gzip'));
  const out = await bytesOf(packed.pipeThrough(new DecompressionStream('gzip')));
  expect(out.equals(sample(MIB))).toBe(true);
});

test('a chunk may be changed as soon as its write is done', async () => {
  const { readable, writable } = compressionStream('gzip');
  const packed = bytesOf(readable);
  const writer = writable.getWriter();
  const chunk = new Uint8Array(1000);
  for (let value = 0; value < 200; value += 1) await writer.write(chunk.fill(value));
  await writer.close();
  const expected = Buffer.alloc(200_000).map((_, index) => Math.floor(index / 1000));
  expect(decompressSync('gzip', await packed).equals(expected)).toBe(true);
});

test('cancelling the readable side fails the writable one', async () => {
  const { readable, writable } = compressionStream('br');
  const writer = writable.getWriter();
  const closed = expect(writer.closed).rejects.toThrow('enough');
  writer.write(sample(4 * MIB)).catch(() => {});
  await readable.cancel(new Error('enough'));
  await closed;
  await leavesNothing();
});

test('aborting the writable side fails the readable one', async () => {
  const { readable, writable } = compressionStream('br');
  const read = expect(bytesOf(readable)).rejects.toThrow('enough');
  const writer = writable.getWriter();
  writer.write(sample(4 * MIB)).catch(() => {});
  writer.abort(new Error('enough')).catch(() => {});
  await read;
  await leavesNothing();
});

test('a signal fails both sides', async () => {
  const controller = new AbortController();
  const { readable, writable } = compressionStream('br', { signal: controller.signal });
  const closed = expect(writable.getWriter().closed).rejects.toMatchObject({ code: 'ABORT_ERR' });
  const read = expect(bytesOf(readable)).rejects.toMatchObject({ code: 'ABORT_ERR' });
  controller.abort();
  await Promise.all([closed, read]);
});

test('what is not bytes fails both sides', async () => {
  const { readable, writable } = compressionStream('gzip');
  const read = expect(bytesOf(readable)).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
  const written = expect(writable.getWriter().write(wrong(7))).rejects.toMatchObject({
    code: 'ERR_INVALID_ARG_TYPE',
  });
  await Promise.all([read, written]);
});
