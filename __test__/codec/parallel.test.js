'use strict';

const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const { Blob } = require('node:buffer');
const { outputOf, testWith } = require('../helpers/program.js');
const { compress, compressFile, compressSync, decompress } = require('../../index.js');
const { useSharedFolder } = require('../helpers/folder.js');

const MIB = 1 << 20;

/** Records, long runs and bytes that do not compress, the same every time. */
function mixed(size) {
  const records = Array.from({ length: 9000 }, (_, index) => ({ id: index, price: (index * index) % 9973 }));
  let state = 1;
  const noise = Uint8Array.from({ length: 70_000 }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 16;
  });
  const block = Buffer.concat([Buffer.from(JSON.stringify(records)), Buffer.alloc(50_000), noise]);
  return Buffer.alloc(size, block);
}

const INPUT = mixed(5 * MIB + 12_345);

/** @typedef {'gzip' | 'deflate' | 'deflate-raw'} Format */
/** @typedef {(packed: Buffer) => Buffer} Read */

/**
 * Each format with what reads it in node:zlib.
 * @type {[Format, Read][]}
 */
const FORMATS = [
  ['gzip', zlib.gunzipSync],
  ['deflate', zlib.inflateSync],
  ['deflate-raw', zlib.inflateRawSync],
];
/** @type {[Format, number, Read][]} */
const LEVELS = FORMATS.flatMap(([name, read]) => [1, 6, 7, 9].map((level) => [name, level, read]));

const folder = useSharedFolder();

test.each(LEVELS)(
  'large data in %s at level %i is read by node:zlib and by us',
  async (name, level, read) => {
    const packed = await compress(name, INPUT, { level });
    expect(read(packed).equals(INPUT)).toBe(true);
    expect((await decompress(name, packed)).equals(INPUT)).toBe(true);
  },
);

test.each(LEVELS)('%s at level %i is the same from memory, a file and one thread', async (name, level) => {
  const packed = await compress(name, INPUT, { level });
  expect(compressSync(name, INPUT, { level }).equals(packed)).toBe(true);
  const [from, to] = ['from', 'to'].map((file) => path.join(folder, file));
  fs.writeFileSync(from, INPUT);
  await compressFile(name, from, to, { level, overwrite: true });
  expect(fs.readFileSync(to).equals(packed)).toBe(true);
});

// A browser's decoder: it takes one member and refuses what follows it.
test.each(FORMATS)('large data in %s is one stream for DecompressionStream', async (name) => {
  const packed = await compress(name, INPUT);
  const read = new Blob([packed]).stream().pipeThrough(new DecompressionStream(name));
  expect(Buffer.from(await new Response(read).arrayBuffer()).equals(INPUT)).toBe(true);
});

test('a gzip member is one: nothing follows it', async () => {
  const packed = await compress('gzip', INPUT);
  const read = await decompress('gzip', packed, { rejectGarbageAfterEnd: true });
  expect(read.equals(INPUT)).toBe(true);
});

test.each(FORMATS)('what %s makes of large data is in the size class of node:zlib', async (name) => {
  const write = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, 'deflate-raw': zlib.deflateRawSync }[name];
  expect((await compress(name, INPUT)).length).toBeLessThan(write(INPUT, { level: 6 }).length * 1.02);
});

describe.each(['gzip', 'pigz'])('the program %s', (program) => {
  testWith(program).each([1, 6, 9])('reads large data of level %i', async (level) => {
    const file = path.join(folder, `${program}-${level}.gz`);
    fs.writeFileSync(file, await compress('gzip', INPUT, { level }));
    outputOf(program, ['--test', file]);
    const read = outputOf(program, ['--decompress', '--stdout', file], { encoding: 'buffer' });
    expect(read.equals(INPUT)).toBe(true);
  });
});
