'use strict';

const { finished } = require('node:stream');
const { coded } = require('../errors.js');
const native = require('../native.js');
const { optionsOf } = require('../options.js');
const { PoolTransform } = require('../stream/pool-transform.js');
const { AS_BYTES } = require('./request.js');
const { severalRequest } = require('./multi-request.js');

/** @typedef {ReturnType<typeof severalRequest>} Request */

/** Digests what is written to it. The readable side gives the digest of a single algorithm, as node:crypto's does. */
class Hash extends PoolTransform {
  #request;
  #given;
  /** Settled once the native state is there. @type {Promise<void>} */
  #ready;
  /** @type {() => void} */
  #begin = () => {};
  /** Copies to be made, by the empty chunks that stand for them. @type {Map<Uint8Array, Hash>} */
  #copies = new Map();
  /** @type {Buffer[] | undefined} */
  #digests;
  /** @type {Promise<unknown> | undefined} */
  #promise;

  /**
   * @param {Request} request
   * @param {Record<string, any>} given options
   * @param {import('../native').HashStream} [state] absent in a copy that is still to be made
   */
  constructor(request, given, state) {
    super(given, { operation: 'createHash', algorithms: request.rows.map(({ name }) => name) }, state);
    this.#request = request;
    this.#given = given;
    this.#ready = new Promise((resolve) => {
      this.#begin = resolve;
    });
    if (state !== undefined) this.#begin();
    this._obey();
  }

  /** @override */
  get _marks() {
    return this.#copies;
  }

  /**
   * Writes, and can be chained.
   * @param {any} data
   * @param {BufferEncoding} [encoding] of text
   */
  update(data, encoding) {
    this.#refuseWhenOver();
    if (encoding === undefined) this.write(data);
    else this.write(data, encoding);
    return this;
  }

  /** Ends the writing side and promises the digest of all that was written. */
  digest() {
    this.#promise ??= new Promise((resolve, reject) => {
      finished(this, { readable: false }, (error) => {
        if (error) reject(error);
        else resolve(this.#result());
      });
      if (!this.writableEnded && !this.destroyed) this.end();
      // Nobody else wants what comes out: the stream can close.
      if (this.readableFlowing === null) this.resume();
    });
    return this.#promise;
  }

  /** Another Hash, which has taken in what was written to this one so far. */
  copy() {
    this.#refuseWhenOver();
    const twin = new Hash(this.#request, this.#given);
    const mark = Buffer.alloc(0);
    this.#copies.set(mark, twin);
    this.write(mark);
    return twin;
  }

  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @override
   */
  async _batch({ pieces, size, mark }) {
    await this.#ready;
    if (size > 0) await this._job(pieces, size, []);
    if (mark !== undefined && !this.destroyed) this.#makeCopy(mark);
  }

  /** @override */
  async _end() {
    await this.#ready;
    const digests = await this._run({}, (control) => this._state.finish(AS_BYTES, control));
    this.#digests = digests;
    if (!this.#request.several) this._pass(digests[0]);
  }

  /**
   * @param {Error | null} error
   * @param {(error?: Error | null) => void} callback
   * @override
   */
  _destroy(error, callback) {
    this.#begin();
    for (const twin of this.#copies.values()) twin.destroy(error ?? destroyed());
    super._destroy(error, callback);
  }

  /** @param {Uint8Array} mark */
  #makeCopy(mark) {
    const twin = /** @type {Hash} */ (this.#copies.get(mark));
    this.#copies.delete(mark);
    if (twin.destroyed) return;
    twin._state = this._state.copy();
    twin.#begin();
  }

  #result() {
    const { encoding = 'hex' } = this.#given;
    const digests = /** @type {Buffer[]} */ (this.#digests);
    return this.#request.shape(
      encoding === 'buffer' ? digests : digests.map((bytes) => bytes.toString(encoding)),
    );
  }

  #refuseWhenOver() {
    if (this.destroyed && !this.writableFinished) throw this.errored ?? destroyed();
    if (this.writableEnded) throw coded('ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
  }
}

function destroyed() {
  return coded('ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
}

/**
 * @param {any} algorithms
 * @param {any} [options]
 * @returns {any} as index.d.ts has it
 */
function createHash(algorithms, options) {
  const given = typeof options === 'string' ? { encoding: options } : optionsOf(options);
  const request = severalRequest(algorithms, given);
  return new Hash(request, given, new native.HashStream(request.digests));
}

module.exports = { createHash };
