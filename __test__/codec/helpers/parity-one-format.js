'use strict';

const { outcomeOfBytes } = require('./outcome.js');
const { BASES, flipped } = require('./node-answers.js');
const { NEED_DICTIONARY, TOO_LARGE, WRONG_HEADER, brotli, data, zstd } = require('./zlib-errors.js');
const { present } = require('../../helpers/values.js');

const HELLO_BYTES = outcomeOfBytes(Buffer.from('hello hello hello'));
const JUNK = Buffer.from('junk');

const base = (name) => present(BASES.get(name)).bytes;
const gzip = base('gzip-small');
const named = base('gzip-named');
const deflate = base('deflate-small');
const deflateWith = base('deflate-dictionary');
const rawWith = base('deflate-raw-dictionary');

/** Rows as those of every format, of what only one has. */
const ONE_FORMAT = [
  ['gzip', 'a name, a comment and more in the header', named, {}, HELLO_BYTES],
  ['gzip', 'a flag that does not exist', flipped(gzip, 3, 0x80), {}, data('unknown header flags set')],
  ['gzip', 'another method', flipped(gzip, 2, 1), {}, data('unknown compression method')],
  ['gzip', 'a wrong header checksum', flipped(named, 15, 1), {}, data('header crc mismatch')],
  ['gzip', 'a wrong checksum', flipped(gzip, gzip.length - 5, 1), {}, data('incorrect data check')],
  ['gzip', 'a wrong length', flipped(gzip, gzip.length - 4, 1), {}, data('incorrect length check')],
  ['gzip', 'a huge length', flipped(gzip, gzip.length - 1, 0xff), {}, data('incorrect length check')],
  [
    'gzip',
    'a second member with a wrong checksum',
    Buffer.concat([gzip, flipped(gzip, gzip.length - 5, 1)]),
    {},
    data('incorrect data check'),
  ],
  ['gzip', 'two members over the cap', Buffer.concat([gzip, gzip]), { maxOutputLength: 33 }, TOO_LARGE(33)],
  ['gzip', 'zlib data', deflate, {}, WRONG_HEADER],
  ['deflate', 'gzip data', gzip, {}, WRONG_HEADER],
  ['deflate', 'a wrong checksum', flipped(deflate, deflate.length - 1, 1), {}, data('incorrect data check')],
  ['deflate', 'a window that does not exist', Buffer.from('881c', 'hex'), {}, data('invalid window size')],
  ['deflate', 'a missing dictionary', deflateWith, {}, NEED_DICTIONARY('Missing dictionary')],
  ['deflate', 'a wrong dictionary', deflateWith, { dictionary: JUNK }, NEED_DICTIONARY('Bad dictionary')],
  ['deflate', 'a dictionary that is not needed', deflate, { dictionary: JUNK }, HELLO_BYTES],
  ['deflate-raw', 'a missing dictionary', rawWith, {}, data('invalid distance too far back')],
  ['deflate-raw', 'a short dictionary', rawWith, { dictionary: JUNK }, data('invalid distance too far back')],
  ['deflate-raw', 'a block type that does not exist', Buffer.from([7]), {}, data('invalid block type')],
  ['br', 'a large window', base('br-large-window'), {}, brotli('WINDOW_BITS', -13)],
  [
    'zstd',
    'a wrong checksum',
    flipped(base('zstd-small'), base('zstd-small').length - 1, 1),
    {},
    zstd('checksum_wrong', 22, "Restored data doesn't match checksum"),
  ],
  [
    'zstd',
    'a missing dictionary',
    base('zstd-needs-dictionary'),
    {},
    zstd('dictionary_wrong', 32, 'Dictionary mismatch'),
  ],
  [
    'zstd',
    'a window that is too large',
    base('zstd-window-big'),
    {},
    zstd('frameParameter_windowTooLarge', 16, 'Frame requires too much memory for decoding'),
  ],
  ['zstd', 'an old format', base('zstd-old'), {}, zstd('prefix_unknown', 10, 'Unknown frame descriptor')],
  ['zstd', 'a skippable frame alone', base('zstd-skippable'), {}, outcomeOfBytes(Buffer.alloc(0))],
];

module.exports = { ONE_FORMAT };
