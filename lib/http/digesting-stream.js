'use strict';

const { Transform } = require('node:stream');
const { createPatientHash } = require('../hash/stream.js');
const { ACTIVE, writeMember } = require('../integrity/expected.js');

/**
 * A stream that passes bytes on and digests them, and the field that follows them.
 * @param {string[]} names of algorithms, as Content-Digest has them
 */
function digestingStream(names) {
  const algorithms = names.map((name) => /** @type {string} */ (ACTIVE.get(name)));
  const hash = createPatientHash(algorithms, { encoding: 'buffer' });
  let field = '';
  const stream = new Transform({
    transform(chunk, _encoding, callback) {
      hash.write(chunk, (/** @type {any} */ error) => callback(error, chunk));
    },
    flush(callback) {
      hash.end();
      /** @type {Promise<any>} */ (hash.digest()).then((found) => {
        field = algorithms.map((name) => writeMember(name, found[name])).join(', ');
        callback();
      }, callback);
    },
    destroy(error, callback) {
      hash.destroy();
      callback(error);
    },
  });
  hash.on('error', () => {});
  return { stream, field: () => field };
}

module.exports = { digestingStream };
