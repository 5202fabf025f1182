'use strict';

const { Blob } = require('node:buffer');
const { bytesOf, dataOf, sizeOf } = require('../data/bytes.js');
const { AbortError, fromNative } = require('../errors.js');
const { checkAll, startChecked, startOne } = require('../data/start-job.js');
const { promised, run } = require('../job.js');
const { digestAllHere, digestHere, isQuick } = require('./on-loop.js');
const { digestCopying, isRelayed } = require('./pipelined.js');
const { hashRequest } = require('./request.js');

/**
 * @param {any} algorithm
 * @param {any} data
 * @param {any} [options]
 * @returns {Promise<any>} as index.d.ts has it
 */
function hash(algorithm, data, options) {
  return promised(() => digestOne(hashRequest(algorithm, options), dataOf('data', data)));
}

/**
 * @param {ReturnType<typeof hashRequest>} request
 * @param {string | Uint8Array | Blob} bytes
 */
function digestOne(request, bytes) {
  const { encoding, job } = request;
  if (job.signal?.aborted) throw new AbortError(job.signal.reason);
  if (isInline(request, bytes)) return Promise.resolve(inline(request.digest, bytes, encoding));
  const context = { operation: 'hash', algorithm: request.row.name, bytes: sizeOf(bytes) };
  return run(context, job, (control) => digestLarge(request, bytes, control));
}

/**
 * @param {ReturnType<typeof hashRequest>} request
 * @param {string | Uint8Array | Blob} data
 * @param {import('../native').Control} [control]
 */
function digestLarge({ row, digest, encoding, job }, data, control) {
  if (isQuick(row, data, job)) return digestHere(digest, data, encoding, job.signal);
  if (isRelayed(data, job)) return digestCopying([digest], data, encoding, job.signal, control).then(first);
  return startOne(digest, data, job, [encoding], control);
}

/** @param {unknown[]} values */
function first([value]) {
  return value;
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
  const request = hashRequest(algorithm, options);
  const context = { operation: 'hashMany', algorithm: request.row.name, inputs: inputs?.length };
  return run(context, request.job, (control) => digestMany(request, inputs, control));
}

/**
 * @param {ReturnType<typeof hashRequest>} request
 * @param {unknown} inputs
 * @param {import('../native').Control} [control]
 */
async function digestMany({ row, digest, encoding, job }, inputs, control) {
  const all = await checkAll(inputs, job);
  return all.checked.every((data) => isQuick(row, data, job))
    ? digestAllHere(digest, all.checked, all.size, encoding, job.signal)
    : startChecked(digest, all, job, [encoding], control);
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
