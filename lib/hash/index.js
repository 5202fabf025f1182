'use strict';

const { Blob } = require('node:buffer');
const { bytesOf, dataOf, sizeOf } = require('../bytes.js');
const { AbortError, fromNative } = require('../errors.js');
const { startMany, startOne } = require('../inputs.js');
const { run } = require('../job.js');
const { hashRequest } = require('./request.js');

/**
 * @param {any} algorithm
 * @param {any} data
 * @param {any} [options]
 * @returns {Promise<any>} as index.d.ts has it
 */
async function hash(algorithm, data, options) {
  const request = hashRequest(algorithm, options);
  const bytes = dataOf('data', data);
  const { digest, encoding, job } = request;
  if (job.signal?.aborted) throw new AbortError(job.signal.reason);
  if (isInline(request, bytes)) return inline(digest, bytes, encoding);
  const context = { operation: 'hash', algorithm: request.row.name, bytes: sizeOf(bytes) };
  return run(context, job, (control) => startOne(digest, bytes, job, [encoding], control));
}

/**
 * @param {any} algorithm
 * @param {any} data
 * @param {any} [options]
 * @returns {any} as index.d.ts has it
 */
function hashSync(algorithm, data, options) {
  const { digest, encoding } = hashRequest(algorithm, options);
  return inline(digest, bytesOf('data', data), encoding);
}

/**
 * @param {any} algorithm
 * @param {any} inputs
 * @param {any} [options]
 * @returns {Promise<any>} as index.d.ts has it
 */
async function hashMany(algorithm, inputs, options) {
  const { row, digest, encoding, job } = hashRequest(algorithm, options);
  const context = { operation: 'hashMany', algorithm: row.name, inputs: inputs?.length };
  return run(context, job, (control) => startMany(digest, inputs, job, [encoding], control));
}

/**
 * Whether digesting here costs the event loop less than handing the data to the pool.
 * @param {ReturnType<typeof hashRequest>} request
 * @param {string | Uint8Array | Blob} bytes
 * @returns {bytes is string | Uint8Array}
 */
function isInline({ row, job, outputLength }, bytes) {
  return sizeOf(bytes) + outputLength <= row.inlineBytes && !job.transfer && !(bytes instanceof Blob);
}

/**
 * @param {import('../native').Digest} digest
 * @param {string | Uint8Array} bytes
 * @param {number} encoding
 * @returns {any} text or a Buffer, as the encoding has it
 */
function inline(digest, bytes, encoding) {
  try {
    return digest.sync(bytes, encoding);
  } catch (failure) {
    throw fromNative(failure);
  }
}

module.exports = { hash, hashSync, hashMany };
