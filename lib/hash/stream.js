'use strict';

const { finished } = require('node:stream');
const { viewOf } = require('../data/bytes.js');
const { coded } = require('../errors.js');
const native = require('../native.js');
const { PoolTransform } = require('../stream/pool-transform.js');
const { HashWork, destroyedError } = require('./hash-work.js');
const { multiRequest } = require('./multi-request.js');
const { digestOptions, refuseLongText } = require('./request.js');

/** Digests what is written to it. */
class Hash extends PoolTransform {
  #work;
  #request;
  #given;
  /** @type {Promise<unknown> | undefined} */
  #promise;

  /**
   * @param {ReturnType<typeof multiRequest>} request
   * @param {Record<string, any>} given options
   * @param {InstanceType<typeof HashWork>} work
   */
  constructor(request, given, work) {
    super(given, work);
    this.#work = work;
    this.#request = request;
    this.#given = given;
  }

  /**
   * Writes, and can be chained.
   * @param {any} data
   * @param {BufferEncoding} [encoding] of text
   */
  update(data, encoding) {
    this.#refuseWhenOver();
    // Throws, as node's does, where the stream would fail later.
    viewOf(data);
    if (encoding === undefined) this.write(data);
    else this.write(data, encoding);
    return this;
  }

  /** Ends the writable side. Resolves to the digest of everything that was written. */
  digest() {
    this.#promise ??= new Promise((resolve, reject) => {
      refuseLongText(this.#request.encoding, this.#given.outputLength);
      finished(this, { readable: false }, (error) => {
        if (error) reject(error);
        else resolve(this.#result());
      });
      if (!this.writableEnded && !this.destroyed) this.end();
      // Nothing reads the stream, so the output is dropped: otherwise the stream would never close.
      if (this.readableFlowing === null) this.resume();
    });
    return this.#promise;
  }

  /** Another Hash, which goes on from what was written to this one so far. */
  copy() {
    this.#refuseWhenOver();
    const work = new HashWork(this.#request);
    const stream = new Hash(this.#request, this.#given, work);
    this.write(this.#work.markFor({ stream, work }));
    return stream;
  }

  #result() {
    const { encoding = 'hex' } = this.#given;
    const digests = /** @type {Buffer[]} */ (this.#work.digests);
    return this.#request.shape(
      encoding === 'buffer' ? digests : digests.map((bytes) => bytes.toString(encoding)),
    );
  }

  #refuseWhenOver() {
    if (this.destroyed && !this.writableFinished) throw this.errored ?? destroyedError();
    if (this.writableEnded) throw coded('ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
  }
}

/**
 * @param {any} algorithms
 * @param {any} [options]
 * @returns {any} see index.d.ts
 */
function createHash(algorithms, options) {
  const given = digestOptions('createHash', options);
  const request = multiRequest(algorithms, given);
  return new Hash(request, given, new HashWork(request, new native.HashStream(request.digests)));
}

module.exports = { createHash };
