'use strict';

const { bytesOf, dataOf, sizeOf } = require('../data/bytes.js');
const { checkAll, startMany, startOne } = require('../data/start-job.js');
const { spendTurnTime } = require('../data/turn-time.js');
const { fromNative, throwIfAborted } = require('../errors.js');
const { promised, run } = require('../job.js');
const { jobOptions, refuseCallback } = require('../options.js');
const { chunksOf, compressPipelined } = require('./pipelined.js');
const { compressRequest, decompressRequest } = require('./request.js');
const { mayBeInline } = require('./route.js');

/** @typedef {import('./request.js').Request} Request */

/** @type {typeof import('../../index.d.ts').compress} */
function compress(format, data, options, ...rest) {
  return promised(() => {
    refuseCallback(rest);
    return compressOne(compressRequest('compress', format, options), dataOf('data', data));
  });
}

/**
 * @param {import('./request.js').CompressRequest} request
 * @param {string | Uint8Array | Blob} data
 */
function compressOne({ codec, given, context }, data) {
  const job = jobOptions(given);
  return run(contextOf('compress', context, sizeOf(data)), job, (control) => {
    const chunks = chunksOf(codec, data, job);
    if (chunks === null) return startOne(codec, data, job, [], control);
    return compressPipelined(chunks, /** @type {Uint8Array | Blob} */ (data), job.signal, control);
  });
}

/** @type {typeof import('../../index.d.ts').decompress} */
function decompress(format, data, options, ...rest) {
  return promised(() => {
    refuseCallback(rest);
    return decompressOne(decompressRequest('decompress', format, options), dataOf('data', data));
  });
}

/**
 * @param {import('./request.js').DecompressRequest} request
 * @param {string | Uint8Array | Blob} data
 */
function decompressOne(request, data) {
  const { codec, given, context } = request;
  const job = jobOptions(given);
  if (mayBeInline(request, data, job)) {
    const bytes = decompressInline(codec, /** @type {string | Uint8Array} */ (data), job);
    if (bytes !== null) return Promise.resolve(bytes);
  }
  return run(contextOf('decompress', context, sizeOf(data)), job, (control) =>
    startOne(codec, data, job, [], control),
  );
}

/**
 * Null where the pool has to do it. What the data makes of a decoder is not known before, so its time is measured.
 * @param {import('../native').Decompressor} codec
 * @param {string | Uint8Array} data
 * @param {import('../options.js').JobOptions} job
 */
function decompressInline(codec, data, { signal }) {
  throwIfAborted(signal);
  const start = performance.now();
  const bytes = codec.inline(data) ?? null;
  spendTurnTime(Math.trunc(1e6 * (performance.now() - start)));
  return bytes;
}

/**
 * What a tracing subscriber gets. Written out, because to spread the context takes some hundred nanoseconds.
 * @param {string} operation
 * @param {Request['context']} context
 * @param {number} bytes
 */
function contextOf(operation, { format, level }, bytes) {
  return level === undefined ? { operation, format, bytes } : { operation, format, level, bytes };
}

/** @type {typeof import('../../index.d.ts').compressSync} */
function compressSync(format, data, options) {
  return codeSync(compressRequest('compressSync', format, options), data);
}

/** @type {typeof import('../../index.d.ts').decompressSync} */
function decompressSync(format, data, options) {
  return codeSync(decompressRequest('decompressSync', format, options), data);
}

/**
 * @param {Request} request
 * @param {unknown} data
 */
function codeSync({ codec }, data) {
  const bytes = bytesOf('data', data);
  try {
    return codec.sync(bytes);
  } catch (failure) {
    throw fromNative(failure);
  }
}

/** @type {typeof import('../../index.d.ts').compressMany} */
async function compressMany(format, inputs, options) {
  return codeMany('compressMany', compressRequest('compressMany', format, options), inputs);
}

/** @type {typeof import('../../index.d.ts').decompressMany} */
async function decompressMany(format, inputs, options) {
  return codeMany('decompressMany', decompressRequest('decompressMany', format, options), inputs);
}

/**
 * @param {string} operation
 * @param {Request} request
 * @param {any} inputs
 * @returns {Promise<any[]>}
 */
function codeMany(operation, { codec, given, context }, inputs) {
  const job = jobOptions(given);
  return run({ operation, ...context, inputs: inputs?.length }, job, async (control) =>
    startMany(codec, await checkAll(inputs, job), job, [], control),
  );
}

module.exports = { compress, compressSync, compressMany, decompress, decompressSync, decompressMany };
