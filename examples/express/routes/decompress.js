'use strict';

const { formatOf } = require('../http/decoded.js');

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

module.exports = { MAX_OUTPUT, decompress };
