'use strict';

const { RequestError } = require('../../express/http.js');

/** Formats by the names of Content-Encoding (RFC 9110, 8.4.1). */
const CODINGS = new Map(
  Object.entries({ gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', br: 'br', zstd: 'zstd' }),
);

/** The most that a body may grow to, in bytes. */
const MAX_OUTPUT = 32 * 1024 * 1024;

/** The body without its Content-Encoding. */
function decompress(work) {
  return async (req, res) => {
    const { coding, signal } = res.locals;
    const format = formatOf(coding, work.formats);
    const body = await work.decompress(format, req.body, { signal, maxOutputLength: MAX_OUTPUT });
    res.type('application/octet-stream').send(body);
  };
}

/**
 * The format of a Content-Encoding.
 * @param {string} coding in lower case
 * @param {string[]} formats those that can be decompressed here
 */
function formatOf(coding, formats) {
  const format = CODINGS.get(coding);
  if (format !== undefined && formats.includes(format)) return format;
  const list = [...CODINGS].flatMap(([name, known]) => (formats.includes(known) ? [name] : [])).join(', ');
  throw new RequestError(415, 'ERR_UNKNOWN_CODING', `Content-Encoding must be one of ${list}`, {
    'Accept-Encoding': list,
  });
}

module.exports = { MAX_OUTPUT, decompress };
