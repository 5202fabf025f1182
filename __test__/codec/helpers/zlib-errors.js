'use strict';

// Errors of node:zlib in the form of `outcome`: class, code, number and message.

const TRUNCATED = 'Error | Z_BUF_ERROR | -5 | unexpected end of file';
const WRONG_HEADER = 'Error | Z_DATA_ERROR | -3 | incorrect header check';
const data = (message) => `Error | Z_DATA_ERROR | -3 | ${message}`;
const NEED_DICTIONARY = (message) => `Error | Z_NEED_DICT | 2 | ${message}`;
const brotli = (name, errno) => `Error | ERR__ERROR_FORMAT_${name} | ${errno} | Decompression failed`;
const zstd = (name, errno, message) => `Error | ZSTD_error_${name} | ${errno} | ${message}`;
const TOO_LARGE = (limit) =>
  `RangeError | ERR_BUFFER_TOO_LARGE | - | Cannot create a Buffer larger than ${limit} bytes`;
const TRAILING =
  'TypeError | ERR_TRAILING_JUNK_AFTER_STREAM_END | - | Trailing junk found after the end of the compressed stream';

module.exports = { NEED_DICTIONARY, TOO_LARGE, TRAILING, TRUNCATED, WRONG_HEADER, brotli, data, zstd };
