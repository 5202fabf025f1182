'use strict';

const { RequestError } = require('../http/errors.js');

/** The most that a body may grow to, in bytes. */
const MAX_OUTPUT = 32 * 1024 * 1024;

/** Formats by the names of Content-Encoding (RFC 9110, 8.4.1). */
const CODINGS = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', br: 'br', zstd: 'zstd' };

/** The body without its Content-Encoding. */
function decompress(work) {
  return async (req, res) => {
    const { coding, signal } = res.locals;
    const format = formatOf(coding, work.formats);
    const body = await work.decompress(format, req.body, { signal, maxOutputLength: MAX_OUTPUT });
    res.type('application/octet-stream').send(body);
  };
}

function formatOf(coding, formats) {
  const format = new Map(Object.entries(CODINGS)).get(coding.trim().toLowerCase());
  if (formats.includes(format)) return format;
  const known = Object.keys(CODINGS).filter((name) => formats.includes(CODINGS[name]));
  const list = known.join(', ');
  throw new RequestError(415, 'ERR_UNKNOWN_CODING', `Content-Encoding must be one of ${list}`, {
    'Accept-Encoding': list,
  });
}

module.exports = { MAX_OUTPUT, decompress };
