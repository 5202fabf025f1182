'use strict';

const fc = require('fast-check');
const { FrameReader } = require('../../../../lib/workers/wire/channel/frame-reader.js');
const frames = require('../../../../lib/workers/wire/channel/frames.js');

const { HEADER, LENGTHS, TYPES } = frames;
const SAMPLES = [
  frames.messageFrame(Buffer.from('value'), []),
  frames.messageFrame(Buffer.alloc(65_536, 'v'), [70_000, 80_000]),
  frames.messageFrame(Buffer.alloc(65_537), []),
  frames.pieceFrame(Buffer.alloc(65_536, 'p')),
  frames.slotFrame(3, 1000),
  frames.freeFrame(3),
  frames.abandonFrame(),
];

/** All frames in the chunks, as bytes. */
function read(chunks) {
  const reader = new FrameReader();
  const found = [];
  for (const chunk of chunks) {
    reader.add(chunk);
    for (let frame = reader.next(); frame !== undefined; frame = reader.next()) {
      found.push([frame.type, Buffer.from(frame.payload)]);
    }
  }
  return found;
}

const expected = SAMPLES.map((frame) => [frame[4], frame.subarray(HEADER)]);
const stream = Buffer.concat(SAMPLES);

/** Whether the frames are those; a report of the difference would be megabytes long. */
function areExpected(found) {
  return (
    found.length === expected.length &&
    found.every(([type, payload], index) => type === expected[index][0] && payload.equals(expected[index][1]))
  );
}

test('frames are found again wherever the stream is split', () => {
  const ends = fc.uniqueArray(fc.integer({ min: 0, max: stream.length }), { maxLength: 40 });
  fc.assert(
    fc.property(ends, (cuts) => {
      const sorted = [0, ...cuts.sort((a, b) => a - b), stream.length];
      expect(
        areExpected(read(sorted.slice(1).map((end, index) => stream.subarray(sorted[index], end)))),
      ).toBe(true);
    }),
  );
});

test('frames that come byte by byte are found again', () => {
  expect(areExpected(read(Array.from(stream, (_, at) => stream.subarray(at, at + 1))))).toBe(true);
});

test('what was not taken before more came is not lost', () => {
  const reader = new FrameReader();
  reader.add(stream.subarray(0, 30));
  reader.add(stream.subarray(30));
  const found = [];
  for (let frame = reader.next(); frame !== undefined; frame = reader.next())
    found.push([frame.type, frame.payload]);
  expect(areExpected(found)).toBe(true);
});

describe('a header is refused before anything is allocated for it', () => {
  const header = (length, type) => {
    const bytes = Buffer.alloc(HEADER);
    bytes.writeUInt32LE(length);
    bytes[4] = type;
    return bytes;
  };
  const cases = [
    ...[0, 6, 255].map((type) => ({ what: `of unknown type ${type}`, bytes: header(10, type) })),
    ...Object.entries(TYPES).flatMap(([name, type]) => {
      const [least, most] = LENGTHS[type];
      const lengths = [least - 1, most + 1, 0xffffffff].filter((length) => length >= 0);
      return lengths.map((length) => ({
        what: `of a ${name} of ${length} bytes`,
        bytes: header(length, type),
      }));
    }),
  ];
  test.each(cases)('$what', ({ bytes }) => {
    expect(() => read([bytes])).toThrow(expect.objectContaining({ code: 'ERR_WORKER_PROTOCOL' }));
    const parts = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
    expect(() => read(parts)).toThrow(expect.objectContaining({ code: 'ERR_WORKER_PROTOCOL' }));
  });
});
