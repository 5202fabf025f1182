'use strict';

const fs = require('node:fs');
const { compressSync, openSeekable } = require('../../index.js');
const { WRONG_NUMBERS, expectRejection } = require('./helpers/calls.js');
const { useFolder } = require('../helpers/folder.js');
const { mixed } = require('./helpers/samples.js');
const { wrong } = require('../helpers/values.js');

const FRAME = 2 << 20;
const INPUT = mixed(2 * FRAME + 100);
const PACKED = compressSync('zstd', INPUT, { seekable: true });
/** Where the table's three entries begin: lengths compressed and not, checksum. */
const ENTRIES = PACKED.length - 9 - 3 * 12;

const folder = useFolder();

/** The data with some 32-bit numbers changed. */
function changed(...changes) {
  const bytes = Buffer.from(PACKED);
  for (const [at, value] of changes) bytes.writeUInt32LE(value >>> 0, at);
  return bytes;
}

const NOT_SEEKABLE = {
  nothing: Buffer.alloc(0),
  text: Buffer.from('plain text, and some more of it'),
  'plain zstd': compressSync('zstd', INPUT),
  gzip: compressSync('gzip', INPUT),
  'data cut at its end': PACKED.subarray(0, -1),
  'data without its beginning': PACKED.subarray(1),
  'a table alone': PACKED.subarray(ENTRIES - 8),
  'a table of too many frames': changed([PACKED.length - 9, 0xffffffff]),
  'a table of no frame': changed([PACKED.length - 9, 0]),
  'a table of a longer frame': changed([ENTRIES, PACKED.readUInt32LE(ENTRIES) + 1]),
  'a table of a huge frame': changed([ENTRIES + 4, 0xffffffff]),
};

test.each(Object.entries(NOT_SEEKABLE))('%s is not seekable', async (_, bytes) => {
  const name = folder.at('file');
  fs.writeFileSync(name, bytes);
  for (const source of [bytes, name])
    await expectRejection(openSeekable(source), Error, 'ERR_NOT_SEEKABLE', /seek table/);
});

test.each([
  ['a checksum is wrong', changed([ENTRIES + 20, 1]), 'ZSTD_error_checksum_wrong'],
  ['a frame holds more', changed([ENTRIES + 16, FRAME - 1]), 'ZSTD_error_corruption_detected'],
  ['a frame holds less', changed([ENTRIES + 16, FRAME + 1]), 'ZSTD_error_corruption_detected'],
])('a read fails where %s, and only there', async (_, bytes, code) => {
  const reader = await openSeekable(bytes);
  expect((await reader.read(0, FRAME)).equals(INPUT.subarray(0, FRAME))).toBe(true);
  await expectRejection(reader.read(FRAME, 1), Error, code);
  await expectRejection(reader.read(0, FRAME + 1), Error, code);
});

test('a read of more than maxOutputLength is refused', async () => {
  const reader = await openSeekable(PACKED, { maxOutputLength: 1000 });
  expect(await reader.read(FRAME, 1000)).toHaveLength(1000);
  await expectRejection(reader.read(0, 1001), RangeError, 'ERR_BUFFER_TOO_LARGE', /1000/);
  const unlimited = await openSeekable(PACKED, { maxOutputLength: Infinity });
  expect(await unlimited.read(0, INPUT.length)).toHaveLength(INPUT.length);
});

test('a file that shrank is an error of the system', async () => {
  const name = folder.at('shrinking');
  fs.writeFileSync(name, PACKED);
  const reader = await openSeekable(name);
  fs.truncateSync(name, 10);
  await expectRejection(reader.read(0, 1), Error, 'EIO');
  await reader.close();
});

test.each([
  ['/nonexistent/file', 'ENOENT'],
  [__dirname, 'EISDIR'],
])('%s gives %s', async (name, code) => {
  await expectRejection(openSeekable(name), Error, code);
});

test.each([undefined, null, 1, true, {}, [1]])('refuses %p as source', async (source) => {
  await expectRejection(openSeekable(wrong(source)), TypeError, 'ERR_INVALID_ARG_TYPE', /"source" argument/);
});

test('refuses a stream of a file, which may be of a part of it', async () => {
  const stream = fs.createReadStream(__filename, { start: 5 });
  await expectRejection(openSeekable(wrong(stream)), TypeError, 'ERR_INVALID_ARG_TYPE', /"source" argument/);
  stream.destroy();
});

test.each([null, 1, 'x'])('refuses %p in place of options', async (value) => {
  const options = wrong(value);
  const reader = await openSeekable(PACKED);
  for (const call of [openSeekable(PACKED, options), reader.read(0, 1, options)])
    await expectRejection(call, TypeError, 'ERR_INVALID_ARG_TYPE', /"options"/);
});

/** @type {typeof WRONG_NUMBERS} */
const WRONG_OFFSETS = [...WRONG_NUMBERS, ['a negative number', -1, RangeError, 'ERR_OUT_OF_RANGE']];

test.each(WRONG_OFFSETS)('refuses %s as offset and length', async (_, value, Class, code) => {
  const reader = await openSeekable(PACKED);
  await expectRejection(reader.read(value, 1), Class, code, /"offset"/);
  await expectRejection(reader.read(0, value), Class, code, /"length"/);
});

test('offset and length are needed', async () => {
  const reader = await openSeekable(PACKED);
  await expectRejection(
    reader.read(wrong(undefined), wrong(undefined)),
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    /"offset" argument/,
  );
  await expectRejection(
    reader.read(0, wrong(undefined)),
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    /"length" argument/,
  );
});
