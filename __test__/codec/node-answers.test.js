'use strict';

const { decompress, decompressMany, decompressSync, hashSync } = require('../../index.js');
const { BASES, RECORDED } = require('./helpers/node-answers.js');

/** Bytes or error as the recording says them. */
function describeBytes(bytes) {
  return `ok ${bytes.length} ${hashSync('crc32', bytes)}`;
}

function describeError({ code, errno, message }) {
  return `${code} ${errno ?? 0} ${message}`;
}

/**
 * Two pairs of errors are one and the same: which of the two is found depends on how much room the decoder has for
 * its output.
 */
const SAME = new Map([
  [
    'ZSTD_error_dstSize_tooSmall 70 Destination buffer is too small',
    'ZSTD_error_corruption_detected 20 Data corruption detected',
  ],
  [
    'ERR__ERROR_FORMAT_BLOCK_LENGTH_1 -9 Decompression failed',
    'ERR__ERROR_FORMAT_BLOCK_LENGTH_2 -10 Decompression failed',
  ],
]);
const whateverTheRoom = (result) => SAME.get(result) ?? result;

const WAYS = {
  decompress: (format, bytes, options) => decompress(format, bytes, options),
  decompressSync: async (format, bytes, options) => decompressSync(format, bytes, options),
  decompressMany: async (format, bytes, options) => (await decompressMany(format, [bytes], options))[0],
};

describe.each(Object.entries(WAYS))('%s', (_, call) => {
  test.each([...BASES.keys()])(
    'says of %s and its damaged forms what was recorded of node:zlib',
    async (name) => {
      const rows = RECORDED.filter(({ base }) => base === name);
      expect(rows.length).toBeGreaterThan(0);
      const differing = [];
      for (const { title, format, bytes, options, expected } of rows) {
        const found = await call(format, bytes, options).then(describeBytes, describeError);
        if (whateverTheRoom(found) !== whateverTheRoom(expected)) differing.push({ title, expected, found });
      }
      expect(differing).toEqual([]);
    },
  );
});
