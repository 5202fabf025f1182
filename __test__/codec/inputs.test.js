'use strict';

const { Blob } = require('node:buffer');
const {
  compress,
  compressMany,
  compressSync,
  decompress,
  decompressMany,
  decompressSync,
} = require('../../index.js');
const { NAMES } = require('./helpers/formats.js');
const { mixed } = require('./helpers/samples.js');

/** A view in the middle of a larger ArrayBuffer. */
function inTheMiddle(View, bytes) {
  const around = new ArrayBuffer(bytes.length + 24);
  new Uint8Array(around).fill(0xee).set(bytes, 8);
  return new View(around, 8, bytes.length / (View.BYTES_PER_ELEMENT ?? 1));
}

function copyInto(Memory, bytes) {
  const memory = new Memory(bytes.length);
  new Uint8Array(memory).set(bytes);
  return memory;
}

/**
 * Every way to give bytes, and whether the synchronous functions take it.
 * @type {[string, boolean, (bytes: Buffer) => any][]}
 */
const KINDS = [
  ['a Buffer', true, (bytes) => Buffer.from(bytes)],
  ['a Uint8Array within its memory', true, (bytes) => inTheMiddle(Uint8Array, bytes)],
  ['a Float64Array within its memory', true, (bytes) => inTheMiddle(Float64Array, bytes)],
  ['a DataView within its memory', true, (bytes) => inTheMiddle(DataView, bytes)],
  ['an ArrayBuffer', true, (bytes) => copyInto(ArrayBuffer, bytes)],
  ['a SharedArrayBuffer', true, (bytes) => copyInto(SharedArrayBuffer, bytes)],
  ['a view of a SharedArrayBuffer', true, (bytes) => new Uint8Array(copyInto(SharedArrayBuffer, bytes))],
  ['a Blob', false, (bytes) => new Blob([bytes.subarray(0, 5), bytes.subarray(5)])],
];

/** Multiples of 8 around what is copied in a turn: one step, several, many. */
const SIZES = [0, 800, 1 << 20, (1 << 20) + 8, 3_500_000];

describe.each(NAMES)('%s', (name) => {
  test.each(KINDS)('takes %s in compressing and decompressing', async (_, sync, give) => {
    const inputs = SIZES.map((size) => mixed(size));
    const packed = inputs.map((input) => compressSync(name, input, { level: 1 }));
    const pad = (bytes) => Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
    for (const [index, input] of inputs.entries()) {
      expect(packed[index].equals(await compress(name, give(input), { level: 1 }))).toBe(true);
      if (sync) expect(packed[index].equals(compressSync(name, give(input), { level: 1 }))).toBe(true);

      // What follows the end is ignored, so that any length fits a Float64Array.
      const given = pad(packed[index]);
      expect((await decompress(name, give(given))).equals(input)).toBe(true);
      if (sync) expect(decompressSync(name, give(given)).equals(input)).toBe(true);
    }
    const together = await compressMany(name, inputs.map(give), { level: 1 });
    expect(together.map((bytes, index) => bytes.equals(packed[index]))).toEqual(SIZES.map(() => true));
  });

  test('takes text as UTF-8, with lone surrogates replaced', async () => {
    for (const string of ['', 'grüße 🦀', '\ud800 alone', '🦀'.repeat(400_000)]) {
      const bytes = Buffer.from(string, 'utf8');
      const found = [
        await compress(name, string),
        compressSync(name, string),
        ...(await compressMany(name, [string])),
      ];
      for (const packed of found) expect(decompressSync(name, packed).equals(bytes)).toBe(true);
    }
  });

  test.each([1000, 3_500_000])('takes over the memory of %i bytes that are transferred', async (size) => {
    const input = mixed(size);
    const own = copyInto(ArrayBuffer, input);
    const packed = await compress(name, own, { transfer: true });
    expect(own.byteLength).toBe(0);
    expect((await decompress(name, packed)).equals(input)).toBe(true);

    const memory = copyInto(ArrayBuffer, packed);
    const [output] = await decompressMany(name, [new Uint8Array(memory)], { transfer: true });
    expect(memory.byteLength).toBe(0);
    expect(output.equals(input)).toBe(true);
  });

  test('copies what cannot be transferred', async () => {
    const bytes = mixed(8000);
    const rest = [inTheMiddle(Uint8Array, bytes), copyInto(SharedArrayBuffer, bytes), Buffer.from('pooled')];
    for (const data of rest) {
      const before = data.byteLength;
      const packed = await compress(name, data, { transfer: true });
      expect(data.byteLength).toBe(before);
      expect(packed.equals(compressSync(name, data))).toBe(true);
    }
  });

  test('gives nothing for no inputs, and results in the order of many', async () => {
    expect(await compressMany(name, [])).toEqual([]);
    expect(await decompressMany(name, [])).toEqual([]);
    const inputs = Array.from({ length: 300 }, (_, index) => Buffer.alloc((index * 7919) % 4096, index));
    const outputs = await decompressMany(name, await compressMany(name, inputs));
    expect(outputs.map((output, index) => output.equals(inputs[index]))).toEqual(inputs.map(() => true));
  });
});
