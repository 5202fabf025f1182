'use strict';

const { pathOf } = require('../data/path.js');
const { invalidType, invalidValue } = require('../errors.js');
const { run } = require('../job.js');
const native = require('../native.js');
const { fileOptions, integer } = require('../options.js');
const { requireRead } = require('../permission.js');
const { multiRequest } = require('./multi-request.js');
const { digestOptions, refuseLongText } = require('./request.js');
const { hashTree, isTree } = require('./tree.js');

const MAX_OFFSET = Number.MAX_SAFE_INTEGER;
/** Files of one `hashFiles` call that are started at a time: twice as many as native code reads at a time. */
const FILES_AT_A_TIME = 8;
/** What may be wrong with one file and not with others, beside what the system says of it. */
const OF_ONE_FILE = new Set(['ERR_ACCESS_DENIED', 'ERR_UNSUPPORTED_FILE_TYPE']);

/**
 * @param {any} algorithms
 * @param {any} path
 * @param {any} [options]
 * @returns {Promise<any>} see index.d.ts
 */
async function hashFile(algorithms, path, options) {
  const request = fileRequest('hashFile', algorithms, options);
  const { values } = await digestFile(request, path, 'path');
  return request.shape(values);
}

/**
 * @param {any} algorithms
 * @param {any} paths
 * @param {any} [options]
 * @returns {Promise<any>} see index.d.ts
 */
async function hashFiles(algorithms, paths, options) {
  if (isTree(paths)) return hashTree(algorithms, paths, options);
  const request = fileRequest('hashFiles', algorithms, options);
  if (request.job.onProgress !== undefined)
    throw invalidValue('options.onProgress', 'is only possible with hashFile', request.job.onProgress);
  if (!Array.isArray(paths)) throw invalidType('paths', 'an instance of Array', paths);
  const entries = paths.entries();
  const results = new Array(paths.length);
  const worker = async () => {
    for (const [index, path] of entries) results[index] = await hashEntry(request, path, `paths[${index}]`);
  };
  await Promise.all(Array.from({ length: FILES_AT_A_TIME }, worker));
  return results;
}

/**
 * One file's result: its digest and size, or its error. Abort and bad arguments end the whole call.
 * @param {FileRequest} request
 * @param {unknown} path
 * @param {string} name
 */
async function hashEntry(request, path, name) {
  try {
    const { values, size } = await digestFile(request, path, name);
    return { path, digest: request.shape(values), size };
  } catch (/** @type {any} */ error) {
    if (error.syscall === undefined && !OF_ONE_FILE.has(error.code)) throw error;
    return { path, error };
  }
}

/**
 * @param {FileRequest} request
 * @param {unknown} path
 * @param {string} name
 */
async function digestFile({ rows, digests, encoding, start, end, job }, path, name) {
  const bytes = pathOf(name, path);
  requireRead(bytes);
  const context = { operation: 'hashFile', algorithms: rows.map((row) => row.name), path };
  const read = await run(context, job, (control) =>
    native.startFileDigests(digests, bytes, start, end, encoding, control),
  );
  return { size: read.bytesRead, values: Array.from(read.digests) };
}

/** @typedef {ReturnType<typeof fileRequest>} FileRequest */

/**
 * @param {'hashFile' | 'hashFiles'} call
 * @param {any} algorithms
 * @param {any} options
 */
function fileRequest(call, algorithms, options) {
  const given = digestOptions(call, options);
  const request = multiRequest(algorithms, given);
  refuseLongText(request.encoding, given.outputLength);
  const start = integer('options.start', given.start, 0, MAX_OFFSET) ?? 0;
  const end = given.end === Infinity ? undefined : integer('options.end', given.end, start, MAX_OFFSET);
  return { ...request, start, end, job: fileOptions(given) };
}

module.exports = { hashFile, hashFiles };
