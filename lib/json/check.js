'use strict';

const { sizeOf, sizeOfAll } = require('../data/bytes.js');
const { filled, joinedInTurns } = require('../data/native-input.js');
const { run } = require('../job.js');
const native = require('../native.js');
const { wellFormed } = require('./well-formed.js');

/**
 * What is parsed: one of a file, by its bytes and as the caller named it; data; pieces of data.
 * @typedef {{ path?: Uint8Array, name?: unknown, text?: string | Buffer | Blob, pieces?: Uint8Array[] }} Source
 */

/**
 * Checks the text and plans the value, on the thread pool. The document has the text, and the plan as far as it is made.
 * @param {Source} source
 * @param {ReturnType<typeof import('./request.js').parseOptions>} request
 * @param {{ chunk: number, string: number }} sizes
 * @param {import('../native').JsonDocument} document
 * @returns {Promise<import('../native').JsonFault | undefined>} what is wrong with it
 */
function check({ path, name, text, pieces }, request, { chunk, string }, document) {
  const wanted = { pointer: request.pointer, chunk, string };
  const { signal, transfer } = request;
  if (path !== undefined) {
    return run({ operation: 'parseJson', path: name }, { signal }, (control) =>
      native.startJsonFile(path, wanted, document, control),
    );
  }
  if (pieces !== undefined) {
    const bytes = sizeOfAll(pieces);
    return run({ operation: 'parseJson', bytes }, { signal }, async (control) =>
      native.startJson(await joinedInTurns(pieces, bytes, signal, control), wanted, document, control),
    );
  }
  const data = typeof text === 'string' ? wellFormed(text) : /** @type {Buffer | Blob} */ (text);
  return run({ operation: 'parseJson', bytes: sizeOf(data) }, { signal }, async (control) => {
    const input = await filled([data], sizeOf(data), { signal, transfer }, control);
    return native.startJson(input, wanted, document, control);
  });
}

module.exports = { check };
