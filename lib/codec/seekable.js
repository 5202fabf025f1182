'use strict';

const { dataOf } = require('../data/bytes.js');
const { isPath, pathOf } = require('../data/path.js');
const { coded } = require('../errors.js');
const { startOne } = require('../data/start-job.js');
const { run } = require('../job.js');
const native = require('../native.js');
const { jobOptions, optionsOf, requiredInteger, signalOf } = require('../options.js');
const { requireRead } = require('../permission.js');
const { decompressRequest } = require('./request.js');

/** @typedef {import('../native').SeekableReader} Native */
/** @typedef {(job: import('../options.js').JobOptions, control?: import('../native').Control) => Promise<number>} Open */

/** Seekable data that is open. */
class SeekableReader {
  #native;
  #size;
  /** Reads that have not ended. @type {Set<Promise<unknown>>} */
  #reads = new Set();
  /** @type {Promise<void> | undefined} */
  #closed;

  /**
   * @param {Native} open
   * @param {number} size
   */
  constructor(open, size) {
    this.#native = open;
    this.#size = size;
  }

  get size() {
    return this.#size;
  }

  /**
   * @param {number} offset
   * @param {number} length
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {Promise<Buffer>}
   */
  async read(offset, length, options) {
    const [from, bytes] = [position('offset', offset), position('length', length)];
    const signal = signalOf(optionsOf('SeekableReader#read', options).signal);
    if (this.#closed !== undefined) throw coded('ERR_INVALID_STATE', 'Invalid state: the reader is closed');
    const context = { operation: 'readSeekable', offset, length };
    const read = run(context, { signal }, (control) => this.#native.read(from, bytes, control));
    const settled = read.catch(() => {}).finally(() => this.#reads.delete(settled));
    this.#reads.add(settled);
    return read;
  }

  /** @returns {Promise<void>} */
  close() {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  // For `await using`. The symbol is absent in realms that Node did not make, such as Jest's, and before Node 20.5.
  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    await this.close();
  }

  async #close() {
    await Promise.all(this.#reads);
    this.#native.close();
  }
}

/** @type {typeof import('../../index.d.ts').openSeekable} */
async function openSeekable(source, options) {
  const { codec, given } = decompressRequest('openSeekable', 'zstd', options);
  const state = new native.SeekableReader(codec);
  const path = fileOf(source);
  const open = path === undefined ? ofData(state, source) : ofFile(state, path);
  const job = jobOptions(given);
  const size = await run({ operation: 'openSeekable' }, job, (control) => open(job, control));
  return /** @type {any} */ (new SeekableReader(state, size));
}

/**
 * The path of a source that is a file; undefined where it is data.
 * @param {any} source
 */
function fileOf(source) {
  if (isPath(source)) return pathOf('source', source);
  const isObject = typeof source === 'object' && source !== null && !ArrayBuffer.isView(source);
  // A stream of a file has `path` too, and may be of a part of it.
  return isObject && 'path' in source && typeof source.pipe !== 'function'
    ? pathOf('source.path', source.path)
    : undefined;
}

/**
 * @param {Native} state
 * @param {Uint8Array} path
 * @returns {Open}
 */
function ofFile(state, path) {
  requireRead(path);
  return (_, control) => state.startFile(path, control);
}

/**
 * @param {Native} state
 * @param {unknown} source
 * @returns {Open}
 */
function ofData(state, source) {
  const data = dataOf('source', source);
  return (job, control) => startOne(state, data, job, [], control);
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {number}
 */
function position(name, value) {
  return requiredInteger(name, value, 0, Number.MAX_SAFE_INTEGER);
}

module.exports = { openSeekable };
