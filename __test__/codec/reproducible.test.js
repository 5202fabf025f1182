'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { compress, compressFile, compressMany, compressSync } = require('../../index.js');
const { useFolder } = require('../helpers/folder.js');
const { NAMES } = require('./helpers/formats.js');
const { mixed, text } = require('./helpers/samples.js');
const { outputOf } = require('../helpers/program.js');

const folder = useFolder();

/**
 * Parts of a gzip header (RFC 1952): no time, and the system "unknown".
 * @type {[string, number, string][]}
 */
const HEADER = [
  ['magic', 0, '1f8b'],
  ['method', 2, '08'],
  ['time', 4, '00000000'],
  ['system', 9, 'ff'],
];
/** XFL, as zlib sets it. */
const EFFORTS = [
  [-1, 0],
  [0, 4],
  [1, 4],
  [2, 0],
  [6, 0],
  [9, 2],
];

/** At level 1, in bytes; less at the others. */
const LARGEST_IN_ONE = 3 << 19;

/** Every way to the same bytes. */
const WAYS = {
  compress: (name, input, options) => compress(name, input, options),
  compressSync: async (name, input, options) => compressSync(name, input, options),
  compressMany: async (name, input, options) => (await compressMany(name, [input, input], options))[1],
  compressFile: async (name, input, options) => {
    const [from, to] = ['from', 'to'].map((file) => folder.at(file));
    fs.writeFileSync(from, input);
    await compressFile(name, from, to, { ...options, overwrite: true });
    return fs.readFileSync(to);
  },
};

describe.each(Object.entries(WAYS))('%s', (_, way) => {
  test.each(EFFORTS)(
    'at level %i writes a gzip header without time, name or system',
    async (level, effort) => {
      for (const input of [Buffer.alloc(0), text(1000), mixed(9 * 1024 ** 2)].slice(0, level > 5 ? 2 : 3)) {
        const packed = await way('gzip', input, { level });
        for (const [, at, hex] of HEADER) {
          expect(packed.subarray(at, at + hex.length / 2).toString('hex')).toBe(hex);
        }
        expect(packed[8]).toBe(effort);
        // No name; of chunks, an extra field with their index.
        expect(packed[3]).toBe(level !== 0 && input.length > LARGEST_IN_ONE ? 4 : 0);
        expect(packed.readUInt32LE(packed.length - 4)).toBe(input.length);
      }
    },
  );

  test.each(NAMES)('gives the same %s data every time', async (name) => {
    for (const input of [Buffer.alloc(0), text(1000), mixed(3_000_000)]) {
      const first = await way(name, input, { level: 2 });
      for (let again = 0; again < 3; again += 1) {
        expect((await way(name, input, { level: 2 })).equals(first)).toBe(true);
      }
    }
  });
});

test.each(NAMES)('compress, compressSync and compressMany give the same %s data', async (name) => {
  for (const input of [Buffer.alloc(0), text(1000), mixed(3_000_000)]) {
    const expected = compressSync(name, input);
    expect((await WAYS.compress(name, input)).equals(expected)).toBe(true);
    expect((await WAYS.compressMany(name, input)).equals(expected)).toBe(true);
  }
});

test.each(NAMES)('another process, with other threads, gives the same %s data', async (name) => {
  const script = `
    const { compress } = require(${JSON.stringify(require.resolve('../../index.js'))});
    const { createHash } = require('node:crypto');
    const { mixed } = require(${JSON.stringify(require.resolve('./helpers/samples.js'))});
    compress('${name}', mixed(3_000_000)).then((packed) => {
      process.stdout.write(createHash('sha256').update(packed).digest('hex'));
    });`;
  const expected = createHash('sha256')
    .update(compressSync(name, mixed(3_000_000)))
    .digest('hex');
  for (const threads of ['1', '5']) {
    const env = { OFFLOOP_THREADS: threads, TZ: 'Asia/Tokyo' };
    expect(outputOf(process.execPath, ['-e', script], { env })).toBe(expected);
  }
});
