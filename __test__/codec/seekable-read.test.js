'use strict';

const fs = require('node:fs');
const { pathToFileURL } = require('node:url');
const { compressSync, openSeekable } = require('../../index.js');
const { expectRejection } = require('./helpers/calls.js');
const { useFolder } = require('../helpers/folder.js');
const { mixed } = require('./helpers/samples.js');

const FRAME = 2 << 20;
const SIZE = 2 * FRAME + 54_321;
const INPUT = mixed(SIZE);
const PACKED = compressSync('zstd', INPUT, { seekable: true });

const folder = useFolder();

function file(bytes = PACKED) {
  const name = folder.at('data.zst');
  fs.writeFileSync(name, bytes);
  return name;
}

function shared(bytes) {
  const view = new Uint8Array(new SharedArrayBuffer(bytes.length));
  view.set(bytes);
  return view;
}

/** A copy whose memory is its own. */
const copy = () => new Uint8Array(PACKED);

const SOURCES = {
  'a path': () => file(),
  'a file URL': () => pathToFileURL(file()),
  'a Buffer': () => PACKED,
  'an ArrayBuffer': () => copy().buffer,
  'a DataView': () => new DataView(copy().buffer),
  'a SharedArrayBuffer': () => shared(PACKED).buffer,
  'a Blob': () => new Blob([PACKED]),
};

const RANGES = [
  [0, 0],
  [0, 1],
  [FRAME - 1, 2],
  [FRAME, FRAME],
  [FRAME + 7, FRAME],
  [0, SIZE],
  [SIZE - 1, 100],
  [SIZE, 1],
  [SIZE + 1, 1],
  [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
];

test.each(Object.entries(SOURCES))('any part of %s is read', async (_, source) => {
  const reader = await openSeekable(source());
  expect(reader.size).toBe(SIZE);
  for (const [offset, length] of RANGES) {
    const part = await reader.read(offset, length);
    expect(part.equals(INPUT.subarray(offset, offset + length))).toBe(true);
  }
  await reader.close();
});

test('many reads at once each get their own part', async () => {
  for (const source of [file(), PACKED]) {
    const reader = await openSeekable(source);
    const offsets = Array.from({ length: 40 }, (_, index) => (index * 1_234_567) % SIZE);
    const parts = await Promise.all(offsets.map((offset) => reader.read(offset, 1000)));
    expect(parts.map((part, at) => part.equals(INPUT.subarray(offsets[at], offsets[at] + 1000)))).toEqual(
      offsets.map(() => true),
    );
    await reader.close();
  }
});

test('data may change once it is open; transfer takes it', async () => {
  const changed = copy();
  const reader = await openSeekable(changed);
  changed.fill(0);
  expect((await reader.read(FRAME, 10)).equals(INPUT.subarray(FRAME, FRAME + 10))).toBe(true);
  const given = copy();
  const taken = await openSeekable(given, { transfer: true });
  expect(given.byteLength).toBe(0);
  expect(await taken.read(SIZE - 5, 10)).toHaveLength(5);
});

test('a file may be removed once it is open', async () => {
  const name = file();
  const reader = await openSeekable(name);
  fs.rmSync(name);
  expect((await reader.read(5, 10)).equals(INPUT.subarray(5, 15))).toBe(true);
  await reader.close();
});

test('a dictionary is needed in reading if it was in writing', async () => {
  const dictionary = INPUT.subarray(0, 30_000);
  const packed = compressSync('zstd', INPUT, { seekable: true, dictionary });
  const reader = await openSeekable(packed, { dictionary });
  expect((await reader.read(FRAME, 10)).equals(INPUT.subarray(FRAME, FRAME + 10))).toBe(true);
  const without = await openSeekable(packed);
  await expectRejection(without.read(FRAME, 10), Error, 'ZSTD_error_corruption_detected');
});

test('close lets reads end, can be called again, and is the end', async () => {
  for (const source of [file(), PACKED]) {
    const reader = await openSeekable(source);
    const read = reader.read(0, SIZE);
    await Promise.all([reader.close(), reader.close()]);
    expect((await read).equals(INPUT)).toBe(true);
    await reader.close();
    await expectRejection(reader.read(0, 1), Error, 'ERR_INVALID_STATE', /closed/);
    expect(reader.size).toBe(SIZE);
  }
});

test('a signal stops a read and its opening', async () => {
  const reader = await openSeekable(PACKED);
  const reason = new Error('gone');
  for (const signal of [AbortSignal.abort(reason), abortSoon(reason)]) {
    const outcome = await Promise.all([
      reader.read(0, SIZE, { signal }).catch((error) => error),
      openSeekable(PACKED, { signal }).catch((error) => error),
    ]);
    for (const error of outcome) expect(error).toMatchObject({ code: 'ABORT_ERR', cause: reason });
  }
  expect(await reader.read(0, 5)).toHaveLength(5);
});

function abortSoon(reason) {
  const controller = new AbortController();
  queueMicrotask(() => controller.abort(reason));
  return controller.signal;
}
