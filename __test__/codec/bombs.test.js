'use strict';

const { writeFileSync } = require('node:fs');
const { BOMBS, WIDE_BOMBS } = require('./helpers/bombs.js');
const { useFolder } = require('../helpers/folder.js');
const { NAMES } = require('./helpers/formats.js');
const { peakOf } = require('./helpers/memory-peak.js');

const MIB = 1024 ** 2;
const CAP = 64 * MIB;
const BEYOND_CAP = 16 * MIB;
const FILE_GROWTH = 32 * MIB;

const folder = useFolder();

describe.each(NAMES)('10 GiB of zeros in %s', (format) => {
  let bomb;
  beforeAll(async () => {
    bomb = await BOMBS[format]();
  }, 60_000);

  const refusal = {
    code: 'ERR_BUFFER_TOO_LARGE',
    message: `Cannot create a Buffer larger than ${CAP} bytes`,
  };
  const kinds = ['auto', format].slice(['br', 'deflate-raw'].includes(format) ? 1 : 0);

  test.each(['decompress', 'decompressSync', 'decompressMany'])(
    '%s stops at the cap in little more memory',
    async (call) => {
      writeFileSync(folder.at('bomb'), bomb);
      for (const kind of kinds) {
        const request = { call, format: kind, from: folder.at('bomb'), options: { maxOutputLength: CAP } };
        const { growth, ...outcome } = peakOf(request);
        expect(outcome).toEqual(refusal);
        expect(growth).toBeLessThan(CAP + BEYOND_CAP);
      }
    },
  );

  test('decompressFile stops at the cap in less memory and leaves nothing', async () => {
    writeFileSync(folder.at('bomb'), bomb);
    const request = { call: 'decompressFile', format, from: folder.at('bomb'), to: folder.at('out') };
    const { growth, ...outcome } = peakOf({ ...request, options: { maxOutputLength: CAP } });
    expect(outcome).toEqual(refusal);
    expect(growth).toBeLessThan(FILE_GROWTH);
    expect(folder.list()).toEqual(['bomb']);
  });
});

test.each(Object.entries(WIDE_BOMBS))(
  'a large window of %s costs no more than the output',
  async (format, make) => {
    writeFileSync(folder.at('bomb'), await make());
    for (const call of ['decompress', 'decompressSync']) {
      const request = { call, format, from: folder.at('bomb'), options: { maxOutputLength: CAP } };
      const { code, growth } = peakOf(request);
      expect(code).toBe('ERR_BUFFER_TOO_LARGE');
      expect(growth).toBeLessThan(2 * CAP + BEYOND_CAP);
    }
  },
);

/** Headers and ends that promise far more than there is. */
/** @type {[string, string, string, string?][]} */
const LIES = [
  ['gzip', '4 GiB at its end', '1f8b08000000000000ff0300000000000fffffff', 'Z_DATA_ERROR'],
  ['zstd', '1 TiB', '28b52ffdc000000000000001000023030061', 'ZSTD_error_corruption_detected'],
  ['zstd', 'a window of 64 MiB', '28b52ffd0080010000', undefined],
];

test.each(LIES)('%s that promises %s gets no memory for it', async (format, _, hex, code) => {
  writeFileSync(folder.at('lie'), Buffer.from(hex, 'hex'));
  for (const call of ['decompress', 'decompressSync']) {
    const request = { call, format, from: folder.at('lie'), options: { maxOutputLength: Infinity } };
    const outcome = peakOf(request);
    expect(outcome.code).toBe(code);
    expect(outcome.growth).toBeLessThan(BEYOND_CAP);
  }
});
