'use strict';

const { once } = require('node:events');
const zlib = require('node:zlib');
const ours = require('../../zlib.js');
const { PACKERS, callOf, flushesOf, isDeflate, unpackerOf } = require('./helpers/classes.js');
const { streamed } = require('./helpers/outcome.js');

/** What `flush` is called with: constants, none, or none but a callback. */
const FLUSHES = PACKERS.flatMap((pack) => {
  const kinds = isDeflate(pack) ? [1, 2, 3, undefined] : [1, undefined];
  return kinds.map((kind) => ({ pack, kind }));
});

/** Flushes and waits until that is done. */
const flushed = (stream, kind) => {
  return new Promise((resolve) => {
    if (kind === undefined) stream.flush(resolve);
    else stream.flush(kind, resolve);
  });
};

test.each(FLUSHES)(
  '$pack: after flush($kind) the output so far decodes to the input so far',
  async ({ pack, kind }) => {
    const stream = new ours[pack]();
    const out = [];
    stream.on('data', (chunk) => out.push(chunk));
    let written = '';
    for (let round = 0; round < 5; round += 1) {
      const message = `event: ${round}\ndata: something new\n\n`;
      written += message;
      stream.write(message);
      await flushed(stream, kind);
      const { bytes } = await streamed(
        () => new zlib[unpackerOf(pack)]({ finishFlush: flushesOf(pack).sync }),
        (reader) => reader.end(Buffer.concat(out)),
      );
      expect(bytes.toString()).toBe(written);
    }
    stream.end();
    await once(stream, 'end');
    expect(zlib[`${callOf(unpackerOf(pack))}Sync`](Buffer.concat(out)).toString()).toBe(written);
  },
);

test('a full flush is a point to begin to read from, a sync flush is not', async () => {
  const sentence = 'the same sentence, which is here again; ';
  const readable = async (kind) => {
    const stream = new ours.DeflateRaw();
    const out = [];
    stream.on('data', (chunk) => out.push(chunk));
    stream.write(sentence);
    await flushed(stream, kind);
    const start = Buffer.concat(out).length;
    stream.end(sentence);
    await once(stream, 'end');
    return streamed(
      () => new zlib.InflateRaw(),
      (reader) => reader.end(Buffer.concat(out).subarray(start)),
    );
  };
  expect((await readable(zlib.constants.Z_FULL_FLUSH)).bytes.toString()).toBe(sentence);
  expect((await readable(zlib.constants.Z_SYNC_FLUSH)).outcome).toMatch('invalid distance too far back');
});

test('flushing to the end of a block leaves the stream whole', async () => {
  const { bytes } = await streamed(
    () => new ours.Gzip(),
    (stream) => {
      stream.write('one');
      stream.flush(zlib.constants.Z_BLOCK, () => stream.end('two'));
    },
  );
  expect(zlib.gunzipSync(bytes).toString()).toBe('onetwo');
});

test.each(PACKERS)('%s: every write is flushed where the option asks for it', async (pack) => {
  const stream = new ours[pack]({ flush: flushesOf(pack).sync });
  const out = [];
  stream.on('data', (chunk) => out.push(chunk));
  await new Promise((resolve) => {
    stream.write('written', resolve);
  });
  const { bytes } = await streamed(
    () => new zlib[unpackerOf(pack)]({ finishFlush: flushesOf(pack).sync }),
    (reader) => reader.end(Buffer.concat(out)),
  );
  expect(bytes.toString()).toBe('written');
  stream.destroy();
});

test('after the end a flush calls back when all is out', async () => {
  const stream = new ours.Gzip();
  stream.end('data');
  const order = [];
  stream.on('end', () => order.push('end'));
  stream.resume();
  await flushed(stream, 2);
  order.push('flushed');
  await flushed(stream, 2);
  expect(order).toEqual(['end', 'flushed']);
});

test('a flush that does not exist is refused as in node:zlib', () => {
  const message = (library) => {
    const stream = new library.Gzip();
    stream.on('error', () => {});
    try {
      stream.flush(9);
      return 'nothing';
    } catch (error) {
      return `${error.code}: ${error.message}`;
    }
  };
  expect(message(ours)).toBe(message(zlib));
});
