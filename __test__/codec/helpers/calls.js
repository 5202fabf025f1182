'use strict';

const offloop = require('../../../index.js');
const { NAMES } = require('./formats.js');

const PACKED = Object.fromEntries(NAMES.map((name) => [name, offloop.compressSync(name, 'some text')]));

/** The calls that take a format, as functions of format and options that give a promise. */
const COMPRESS = {
  compress: (format, options) => offloop.compress(format, 'some text', options),
  compressSync: async (format, options) => offloop.compressSync(format, 'some text', options),
  compressMany: (format, options) => offloop.compressMany(format, ['some text'], options),
  compressFile: (format, options) =>
    offloop.compressFile(format, '/nonexistent/from', '/nonexistent/to', options),
};
const DECOMPRESS = {
  decompress: (format, options) => offloop.decompress(format, PACKED[format] ?? PACKED.gzip, options),
  decompressSync: async (format, options) =>
    offloop.decompressSync(format, PACKED[format] ?? PACKED.gzip, options),
  decompressMany: (format, options) =>
    offloop.decompressMany(format, [PACKED[format] ?? PACKED.gzip], options),
  decompressFile: (format, options) =>
    offloop.decompressFile(format, '/nonexistent/from', '/nonexistent/to', options),
};

/** The calls that take data, as functions of the data. */
const DATA_CALLS = {
  compress: (data) => offloop.compress('gzip', data),
  compressSync: async (data) => offloop.compressSync('gzip', data),
  compressMany: (data) => offloop.compressMany('gzip', ['fine', data]),
  decompress: (data) => offloop.decompress('gzip', data),
  decompressSync: async (data) => offloop.decompressSync('gzip', data),
  decompressMany: (data) => offloop.decompressMany('gzip', [offloop.compressSync('gzip', ''), data]),
};

/** Wrong values of options in node's three ways to be wrong. */
/** @type {[string, any, ErrorConstructor, string][]} */
const WRONG_NUMBERS = [
  ['a string', '6', TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['null', null, TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['a bigint', 6n, TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['an object', {}, TypeError, 'ERR_INVALID_ARG_TYPE'],
  ['NaN', NaN, RangeError, 'ERR_OUT_OF_RANGE'],
  ['a fraction', 10.5, RangeError, 'ERR_OUT_OF_RANGE'],
  ['minus Infinity', -Infinity, RangeError, 'ERR_OUT_OF_RANGE'],
];
async function expectRejection(promise, Class, code, message = /./) {
  const error = await promise.then(
    () => undefined,
    (reason) => reason,
  );
  // `toBeInstanceOf` compares with the classes of this realm, which is Jest's, not Node's.
  expect(error).toBeInstanceOf(Class);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
}

/** How the file calls end when their options are fine: their files do not exist. */
function expectSourceMissing(promise) {
  return expectRejection(promise, Error, 'ENOENT');
}

module.exports = { COMPRESS, DATA_CALLS, DECOMPRESS, WRONG_NUMBERS, expectRejection, expectSourceMissing };
