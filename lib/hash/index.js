'use strict';

const { bytesOf, dataOf, sizeOf } = require('../data/bytes.js');
const { checkAll, startMany, startOne } = require('../data/start-job.js');
const { spendTurnTime, whenTurnHasTime } = require('../data/turn-time.js');
const { fromNative, throwIfAborted } = require('../errors.js');
const { promised, run } = require('../job.js');
const { digestAllOnLoop, digestOnLoop } = require('./on-loop.js');
const { digestPipelined } = require('./pipelined.js');
const { hashRequest } = require('./request.js');
const { hashRouteOf, inlineTimeOf } = require('./route.js');

/** @typedef {ReturnType<typeof hashRequest>} Request */
/** @typedef {import('../native').Control} Control */

/**
 * @param {any} algorithm
 * @param {any} data
 * @param {any} [options]
 * @returns {Promise<any>} see index.d.ts
 */
function hash(algorithm, data, options) {
  return promised(() => digestOne(hashRequest('hash', algorithm, options), dataOf('data', data)));
}

/**
 * @param {Request} request
 * @param {any} data as the route allows it
 */
function digestOne(request, data) {
  const route = hashRouteOf(request, data);
  const { row, digest, encoding, job } = request;
  if (route === 'inline') {
    throwIfAborted(job.signal);
    spendTurnTime(inlineTimeOf(request, data));
    return whenTurnHasTime(digestSync(digest, data, encoding));
  }
  const context = { operation: 'hash', algorithm: row.name, bytes: sizeOf(data) };
  return run(context, job, (control) => {
    if (route === 'sliced') return digestOnLoop(digest, data, encoding, job.signal);
    if (route === 'pipelined') return firstOf(digestPipelined([digest], data, encoding, job.signal, control));
    return startOne(digest, data, job, [encoding], control);
  });
}

/** @param {Promise<any[]>} values */
async function firstOf(values) {
  return (await values)[0];
}

/**
 * @param {any} algorithm
 * @param {any} data
 * @param {any} [options]
 * @returns {any} see index.d.ts
 */
function hashSync(algorithm, data, options) {
  const { digest, encoding } = hashRequest('hashSync', algorithm, options);
  return digestSync(digest, bytesOf('data', data), encoding);
}

/**
 * @param {any} algorithm
 * @param {any} inputs
 * @param {any} [options]
 * @returns {Promise<any>} see index.d.ts
 */
async function hashMany(algorithm, inputs, options) {
  const request = hashRequest('hashMany', algorithm, options);
  const context = { operation: 'hashMany', algorithm: request.row.name, inputs: inputs?.length };
  return run(context, request.job, (control) => digestMany(request, inputs, control));
}

/**
 * @param {Request} request
 * @param {unknown} inputs
 * @param {Control} [control]
 */
async function digestMany(request, inputs, control) {
  const { row, digest, encoding, job } = request;
  const all = await checkAll(inputs, job);
  const isForLoop = row.quick && all.checked.every((data) => ON_LOOP.has(hashRouteOf(request, data)));
  if (!isForLoop) return startMany(digest, all, job, [encoding], control);
  const inMemory = /** @type {Array<string | Uint8Array>} */ (all.checked);
  return digestAllOnLoop(digest, inMemory, all.size, encoding, job.signal);
}

/** Routes that need no job. */
const ON_LOOP = new Set(['inline', 'sliced']);

/**
 * @param {import('../native').Digest} digest
 * @param {string | Uint8Array} data
 * @param {number} encoding
 * @returns {any} text or a Buffer, by the encoding
 */
function digestSync(digest, data, encoding) {
  try {
    return digest.sync(data, encoding);
  } catch (failure) {
    throw fromNative(failure);
  }
}

module.exports = { hash, hashSync, hashMany };
