'use strict';

const { RequestError } = require('./errors.js');

/** Formats by the names of Content-Encoding (RFC 9110, 8.4.1). */
const CODINGS = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', br: 'br', zstd: 'zstd' };

/**
 * A body without its Content-Encoding.
 * @param {import('../work/index.js').Work} work
 * @param {string} coding
 * @param {Buffer} body
 * @param {{ signal: AbortSignal, maxOutputLength: number }} options
 */
async function decoded(work, coding, body, options) {
  if (normalized(coding) === 'identity') return body;
  return work.decompress(formatOf(coding, work.formats), body, options);
}

function normalized(coding) {
  return coding.trim().toLowerCase();
}

/**
 * The format of a coding.
 * @param {string} coding
 * @param {string[]} formats
 */
function formatOf(coding, formats) {
  const format = new Map(Object.entries(CODINGS)).get(normalized(coding));
  if (formats.includes(format)) return format;
  const known = Object.keys(CODINGS).filter((name) => formats.includes(CODINGS[name]));
  const list = known.join(', ');
  throw new RequestError(415, 'ERR_UNKNOWN_CODING', `Content-Encoding must be one of ${list}`, {
    'Accept-Encoding': list,
  });
}

module.exports = { decoded, formatOf };
