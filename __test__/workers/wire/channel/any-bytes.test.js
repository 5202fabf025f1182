'use strict';

// The parsers of the channel that are written in JavaScript, fed with random bytes.

const fc = require('fast-check');
const { FrameReader } = require('../../../../lib/workers/wire/channel/frame-reader.js');
const frames = require('../../../../lib/workers/wire/channel/frames.js');
const { ProtocolError } = require('../../../../lib/workers/wire/channel/protocol-error.js');
const { KINDS, MARK, MAX_OBJECTS } = require('../../../../lib/workers/wire/channel/short-form.js');
const { readShort } = require('../../../../lib/workers/wire/channel/short-reader.js');
const { writeShort } = require('../../../../lib/workers/wire/channel/short-writer.js');

const { HEADER, LENGTHS } = frames;

/** Headers that look like a frame's, often with a wrong type or length, and a payload that is often cut. */
const frameLike = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 7 }), fc.nat(255)),
    fc.oneof(fc.nat(16), fc.constantFrom(...Object.values(LENGTHS).flat()), fc.nat(0xffffffff)),
    fc.uint8Array({ maxLength: 24 }),
  )
  .map(([type, length, payload]) => {
    const header = Buffer.alloc(HEADER);
    header.writeUInt32LE(length);
    header[HEADER - 1] = type;
    return Buffer.concat([header, payload]);
  });
const wellFormed = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 40 }).map((piece) => frames.pieceFrame(piece)),
  fc.tuple(fc.nat(9), fc.nat(99)).map(([slot, length]) => frames.slotFrame(slot, length)),
  fc.constant(frames.abandonFrame()),
);
const anyStream = fc
  .array(fc.oneof(wellFormed, frameLike, fc.uint8Array({ maxLength: 30 }).map(Buffer.from)), { maxLength: 8 })
  .map((parts) => Buffer.concat(parts));

/** The frames of a stream that comes in `chunks`, and whether it was refused. */
function read(chunks) {
  const reader = new FrameReader();
  const found = [];
  try {
    for (const chunk of chunks) {
      reader.add(chunk);
      for (let frame = reader.next(); frame !== undefined; frame = reader.next()) {
        found.push({ type: frame.type, payload: frame.payload.toString('latin1') });
      }
    }
  } catch (error) {
    expect(error).toBeInstanceOf(ProtocolError);
    return { found, isRefused: true };
  }
  return { found, isRefused: false };
}

test('any stream gives the same frames, or the same refusal, however it is split', () => {
  fc.assert(
    fc.property(anyStream, fc.array(fc.nat(200), { maxLength: 10 }), (stream, cuts) => {
      const ends = [...cuts.filter((cut) => cut < stream.length).sort((a, b) => a - b), stream.length];
      const chunks = ends.map((end, index) => stream.subarray(ends[index - 1] ?? 0, end));
      const whole = read([stream]);
      expect(read(chunks)).toEqual(whole);
      for (const { type, payload } of whole.found) {
        const [least, most] = LENGTHS[type];
        expect(payload.length).toBeGreaterThanOrEqual(least);
        expect(payload.length).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: 2000 },
  );
});

test('the frames found are, one behind the other, the beginning of the stream', () => {
  fc.assert(
    fc.property(anyStream, (stream) => {
      const bytes = read([stream]).found.map(({ type, payload }) => {
        const header = Buffer.alloc(HEADER);
        header.writeUInt32LE(payload.length);
        header[HEADER - 1] = type;
        return Buffer.concat([header, Buffer.from(payload, 'latin1')]);
      });
      const joined = Buffer.concat(bytes);
      expect(joined.equals(stream.subarray(0, joined.length))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

/** Bytes of the short form, most of them of kinds that there are. */
const shortLike = fc
  .array(fc.oneof(fc.constantFrom(...Object.values(KINDS)), fc.nat(11), fc.nat(255)), { maxLength: 60 })
  .map((bytes) => Buffer.from([MARK, ...bytes]));

/** Arrays, objects and views in a value, and the bytes of its texts and views. */
function measure(value) {
  if (ArrayBuffer.isView(value)) return { objects: 1, bytes: value.byteLength };
  if (!(value instanceof Object)) return { objects: 0, bytes: typeof value === 'string' ? value.length : 0 };
  const parts = Object.values(value).map(measure);
  return {
    objects: parts.reduce((sum, { objects }) => sum + objects, 1),
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

test('any bytes are a value of the short form, within its bounds, or an error', () => {
  let accepted = 0;
  fc.assert(
    fc.property(shortLike, (bytes) => {
      let value;
      try {
        value = readShort(bytes);
      } catch (error) {
        expect(Object.getPrototypeOf(error)).toBe(Error.prototype);
        return;
      }
      accepted += 1;
      const { objects, bytes: size } = measure(value);
      expect(objects).toBeLessThanOrEqual(MAX_OBJECTS);
      expect(size).toBeLessThanOrEqual(bytes.length);
      const again = writeShort(value);
      expect(again && readShort(again)).toEqual(value);
    }),
    { numRuns: 5000, examples: [[Buffer.from([MARK, KINDS.VIEW, 5, 3, 0, 0, 0, 0, 0, 0])]] },
  );
  expect(accepted).toBeGreaterThan(20);
});

test('what is cut off from a value of the short form is missed', () => {
  for (const value of [
    ['run', 7, [Buffer.alloc(9)], { key: { inner: 'x'.repeat(300) }, other: [{}] }],
    ['é', -2, true, null, [[]]],
  ]) {
    const whole = /** @type {Buffer} */ (writeShort(value));
    for (let end = 1; end < whole.length; end += 1) expect(() => readShort(whole.subarray(0, end))).toThrow();
    expect(() => readShort(Buffer.concat([whole, Buffer.from([0])]))).toThrow('bytes are left');
  }
});
