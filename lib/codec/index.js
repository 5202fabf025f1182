'use strict';

const { bytesOf, dataOf, sizeOf } = require('../data/bytes.js');
const { AbortError, fromNative } = require('../errors.js');
const { startMany, startOne } = require('../data/start-job.js');
const { promised, run } = require('../job.js');
const { jobOptions } = require('../options.js');
const { chunksOf, compressCopying } = require('./pipelined.js');
const { compressor, decompressor } = require('./request.js');

/** @typedef {import('./request.js').Request} Request */
/** @typedef {import('../options.js').JobOptions} JobOptions */
/** @typedef {import('../native').Control} Control */

/** @type {typeof import('../../index.d.ts').compress} */
function compress(format, data, options) {
  return promised(() => one('compress', compressor(format, options), data, compressOne));
}

/** @type {typeof import('../../index.d.ts').decompress} */
function decompress(format, data, options) {
  return promised(() => one('decompress', decompressor(format, options), data, decompressOne));
}

/** @type {typeof import('../../index.d.ts').compressSync} */
function compressSync(format, data, options) {
  return here(compressor(format, options), data);
}

/** @type {typeof import('../../index.d.ts').decompressSync} */
function decompressSync(format, data, options) {
  return here(decompressor(format, options), data);
}

/** @type {typeof import('../../index.d.ts').compressMany} */
async function compressMany(format, inputs, options) {
  return many('compressMany', compressor(format, options), inputs);
}

/** @type {typeof import('../../index.d.ts').decompressMany} */
async function decompressMany(format, inputs, options) {
  return many('decompressMany', decompressor(format, options), inputs);
}

/**
 * @param {string} operation
 * @param {Request} request
 * @param {unknown} data
 * @param {(coder: any, data: string | Uint8Array | Blob, job: JobOptions, control?: Control) => Promise<Buffer>} start
 */
function one(operation, { coder, given, context }, data, start) {
  const bytes = dataOf('data', data);
  const job = jobOptions(given);
  if (job.signal?.aborted) throw new AbortError(job.signal.reason);
  return run(told(operation, context, sizeOf(bytes)), job, (control) => start(coder, bytes, job, control));
}

/**
 * @param {import('../native').Compressor} coder
 * @param {string | Uint8Array | Blob} data
 * @param {JobOptions} job
 * @param {Control} [control]
 */
function compressOne(coder, data, job, control) {
  const chunks = chunksOf(coder, data, job);
  if (chunks === null) return startOne(coder, data, job, [], control);
  return compressCopying(chunks, /** @type {Uint8Array | Blob} */ (data), job.signal, control);
}

/**
 * @param {import('../native').Decompressor} coder
 * @param {string | Uint8Array | Blob} data
 * @param {JobOptions} job
 * @param {Control} [control]
 */
function decompressOne(coder, data, job, control) {
  return startOne(coder, data, job, [], control);
}

/**
 * What a tracing subscriber is told. Written out: spreading the context takes some hundred nanoseconds.
 * @param {string} operation
 * @param {Request['context']} context
 * @param {number} bytes
 */
function told(operation, { format, level }, bytes) {
  return level === undefined ? { operation, format, bytes } : { operation, format, level, bytes };
}

/**
 * @param {Request} request
 * @param {unknown} data
 */
function here({ coder }, data) {
  const bytes = bytesOf('data', data);
  try {
    return coder.sync(bytes);
  } catch (failure) {
    throw fromNative(failure);
  }
}

/**
 * @param {string} operation
 * @param {Request} request
 * @param {any} inputs
 * @returns {Promise<any[]>}
 */
function many(operation, { coder, given, context }, inputs) {
  const job = jobOptions(given);
  return run({ operation, ...context, inputs: inputs?.length }, job, (control) =>
    startMany(coder, inputs, job, [], control),
  );
}

module.exports = { compress, compressSync, compressMany, decompress, decompressSync, decompressMany };
