'use strict';

const { compressSync } = require('../../../index.js');
const { outcomeOfBytes } = require('./outcome.js');
const { BASES } = require('./node-answers.js');
const { mixed } = require('./samples.js');
const { TOO_LARGE, TRAILING, TRUNCATED, WRONG_HEADER, brotli, data, zstd } = require('./zlib-errors.js');
const { present } = require('../../helpers/values.js');

const HELLO = Buffer.from('hello hello hello');
const JUNK = Buffer.from('junk');
const ZEROS = Buffer.alloc(8);
const LARGE = mixed(200_000);
const HELLO_BYTES = outcomeOfBytes(HELLO);
const TWICE = outcomeOfBytes(Buffer.concat([HELLO, HELLO]));
const REJECT = { rejectGarbageAfterEnd: true };

/** What is different between the formats. */
const OUTCOMES = {
  gzip: { plain: WRONG_HEADER, junk: WRONG_HEADER, twice: TWICE, halfMore: TRUNCATED },
  deflate: {
    plain: WRONG_HEADER,
    junk: HELLO_BYTES,
    twice: HELLO_BYTES,
    halfMore: HELLO_BYTES,
  },
  'deflate-raw': {
    plain: data('invalid stored block lengths'),
    junk: HELLO_BYTES,
    twice: HELLO_BYTES,
    halfMore: HELLO_BYTES,
  },
  br: {
    plain: brotli('HUFFMAN_SPACE', -7),
    junk: HELLO_BYTES,
    twice: HELLO_BYTES,
    halfMore: HELLO_BYTES,
  },
  zstd: {
    plain: zstd('prefix_unknown', 10, 'Unknown frame descriptor'),
    junk: HELLO_BYTES,
    twice: TWICE,
    halfMore: TRUNCATED,
  },
};

/** The rows of a format: its name, title, bytes, options, outcome, and the ability that node:zlib needs for it. */
function rowsOf([format, { plain, junk, twice, halfMore }]) {
  const bytes = present(BASES.get(`${format}-small`)).bytes;
  const joined = (...parts) => Buffer.concat([bytes, ...parts]);
  const cutsNeed = format === 'zstd' ? 'tellsTruncatedZstd' : undefined;
  const framesNeed = format === 'zstd' ? 'readsZstdFrames' : undefined;
  const much = compressSync(format, LARGE);
  const rows = [
    ['good data', bytes, {}, HELLO_BYTES],
    ['no data', Buffer.alloc(0), {}, TRUNCATED, cutsNeed],
    ['other data', Buffer.from('plain text, not compressed'), {}, plain],
    ['data without its last byte', bytes.subarray(0, -1), {}, TRUNCATED, cutsNeed],
    ['junk after the end', joined(JUNK), {}, junk],
    ['zeros after the end', joined(ZEROS), {}, HELLO_BYTES],
    ['zeros and junk after the end', joined(ZEROS, JUNK), {}, HELLO_BYTES],
    ['two members', joined(bytes), {}, twice, framesNeed],
    ['two members and zeros', joined(bytes, ZEROS), {}, twice, framesNeed],
    ['zeros between two members', joined(ZEROS, bytes), {}, HELLO_BYTES],
    ['half a second member', joined(bytes.subarray(0, bytes.length / 2)), {}, halfMore, framesNeed],
    ['rejected junk', joined(JUNK), REJECT, TRAILING, 'rejectsGarbage'],
    ['rejected zeros', joined(ZEROS), REJECT, TRAILING, 'rejectsGarbage'],
    ['nothing to reject', bytes, REJECT, HELLO_BYTES],
    ['output of just the cap', bytes, { maxOutputLength: 17 }, HELLO_BYTES],
    ['output over the cap', bytes, { maxOutputLength: 16 }, TOO_LARGE(16)],
    ['output far over the cap', bytes, { maxOutputLength: 1 }, TOO_LARGE(1)],
    ['much output of just the cap', much, { maxOutputLength: LARGE.length }, outcomeOfBytes(LARGE)],
    ['much output over the cap', much, { maxOutputLength: LARGE.length - 1 }, TOO_LARGE(LARGE.length - 1)],
  ];
  return rows.map((row) => [format, ...row]);
}

module.exports = { EVERY_FORMAT: Object.entries(OUTCOMES).flatMap(rowsOf) };
