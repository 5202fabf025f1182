'use strict';

const zlib = require('node:zlib');
const fc = require('fast-check');
const ours = require('../../zlib.js');
const { mixed } = require('../codec/helpers/samples.js');
const { cutAt } = require('../codec/helpers/streams.js');
const { CLASSES, PACKERS, PAIRS, callOf, isDeflate, pairOf, unpackerOf } = require('./helpers/classes.js');
const { WRONG, packingOptions } = require('./helpers/options.js');
const { streamed } = require('./helpers/outcome.js');

const DATA = mixed(100_000);
const SMALL = DATA.subarray(0, 30_000);
const show = (options) => JSON.stringify(options) ?? 'none';

/** Writes pieces, one after the other, and ends. */
const writing = (pieces) => (stream) => {
  for (const piece of pieces) stream.write(piece);
  stream.end();
};

const PACKING = PACKERS.flatMap((pack) => {
  return packingOptions(pack).map((options) => ({ pack, options, shown: show(options) }));
});
// A flush that ends the data at the first chunk leaves no stream to go on with.
const STREAMABLE = PACKING.filter(({ options }) => options?.flush !== zlib.constants.Z_FINISH);

test.each(STREAMABLE)('$pack with options $shown gives what node:zlib reads', async ({ pack, options }) => {
  const pieces = cutAt(DATA, [0.1, 0.11, 0.5]);
  const { bytes, bytesWritten } = await streamed(() => new ours[pack](options), writing(pieces));
  expect(zlib[`${callOf(unpackerOf(pack))}Sync`](bytes).equals(DATA)).toBe(true);
  expect(bytesWritten).toBe(DATA.length);
});

describe.each(PAIRS)('$pack and $unpack', ({ pack, unpack }) => {
  test('give any data back, cut in any way', async () => {
    const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });
    const property = fc.asyncProperty(fractions, fractions, async (into, outOf) => {
      const { bytes } = await streamed(() => new ours[pack](), writing(cutAt(SMALL, into)));
      const back = await streamed(() => new ours[unpack](), writing(cutAt(bytes, outOf)));
      expect(back.bytes.equals(SMALL)).toBe(true);
      expect(back.bytesWritten).toBe(bytes.length);
    });
    await fc.assert(property, { numRuns: 12 });
  });

  const packed = zlib[`${callOf(pack)}Sync`](DATA.subarray(0, 5000));
  const REST = [
    ['whole', packed],
    ['empty', Buffer.alloc(0)],
    ['cut short', packed.subarray(0, -5)],
    ['one byte', packed.subarray(0, 1)],
    ['damaged', Buffer.concat([packed.subarray(0, 5), Buffer.alloc(40, 0xee), packed.subarray(45)])],
    ['followed by junk', Buffer.concat([packed, Buffer.from('junk and more junk')])],
    ['followed by zeros', Buffer.concat([packed, Buffer.alloc(9)])],
    ['there twice', Buffer.concat([packed, packed])],
  ];
  // Older versions of Node take zstd data that is cut short, and only its first frame.
  const isOld = unpack === 'ZstdDecompress' && parseInt(process.versions.node, 10) < 26;
  const comparable = REST.filter(
    ([what]) => !isOld || !['cut short', 'one byte', 'empty', 'there twice'].includes(what),
  );

  test.each(comparable)(`${unpack} of data that is %s ends as in node:zlib`, async (_what, input) => {
    for (const finishFlush of [undefined, 1]) {
      const [their, our] = await Promise.all(
        [zlib, ours].map((library) =>
          streamed(
            () => new library[unpack]({ finishFlush }),
            (s) => s.end(input),
          ),
        ),
      );
      expect(our.outcome).toBe(their.outcome);
      // zstd looks at what may be the start of a frame.
      const slack = unpack === 'ZstdDecompress' ? 4 : 0;
      if (!/\|/.test(our.outcome)) expect(our.bytesWritten - their.bytesWritten).toBeLessThanOrEqual(slack);
      if (!/\|/.test(our.outcome)) expect(our.bytesWritten).toBeGreaterThanOrEqual(their.bytesWritten);
    }
  });
});

const REFUSED = CLASSES.flatMap((name) => WRONG.map((options) => ({ name, options, shown: show(options) })));

test.each(REFUSED)('new $name with $shown throws or works as in node:zlib', async ({ name, options }) => {
  const input = PACKERS.includes(name) ? DATA : Buffer.from('not packed');
  const [their, our] = await Promise.all(
    [zlib, ours].map((library) =>
      streamed(
        () => new library[name]({ ...options }),
        (s) => s.end(input),
      ),
    ),
  );
  const result = ({ outcome }) => (/\|/.test(outcome) ? outcome : 'bytes');
  expect(result(our)).toBe(result(their));
});

test.each(CLASSES)('%s gives chunks of at most chunkSize', async (name) => {
  const input = PACKERS.includes(name) ? DATA : zlib[`${callOf(pairOf(name).pack)}Sync`](DATA);
  const { pieces } = await streamed(
    () => new ours[name]({ chunkSize: 100 }),
    (stream) => stream.end(input),
  );
  expect(pieces.length).toBeGreaterThan(10);
  expect(Math.max(...pieces.map((piece) => piece.length))).toBe(100);
});

test.each(PACKERS.filter(isDeflate))('%s that does not finish gives what node:zlib gives', async (pack) => {
  for (const finishFlush of [0, 1, 2, 3, 5]) {
    const [their, our] = await Promise.all(
      [zlib, ours].map((library) =>
        streamed(
          () => new library[pack]({ finishFlush }),
          (s) => s.end(DATA),
        ),
      ),
    );
    const read = ({ bytes }) => zlib[`${callOf(unpackerOf(pack))}Sync`](bytes, { finishFlush: 2 });
    if (finishFlush > 0 && finishFlush < 4) expect(read(our).equals(read(their))).toBe(true);
    expect(DATA.indexOf(read(our))).toBe(0);
    expect(our.bytesWritten).toBe(their.bytesWritten);
  }
});
