'use strict';

const { finished } = require('node:stream');
const { viewOf } = require('../data/bytes.js');
const { coded } = require('../errors.js');
const native = require('../native.js');
const { refuseMore } = require('../options.js');
const { PoolTransform } = require('../stream/pool-transform.js');
const { patient } = require('../stream/stream-work.js');
const { HashWork, destroyedError } = require('./hash-work.js');
const { multiRequest } = require('./multi-request.js');
const { digestOptions, encodingOf, refuseLongText } = require('./request.js');

/** Digests what is written to it. */
class Hash extends PoolTransform {
  #work;
  #request;
  #given;
  /** Settles when all that was written is digested. @type {Promise<void> | undefined} */
  #over;
  /** The promise of each encoding that was asked for. @type {Map<unknown, Promise<unknown>>} */
  #promises = new Map();

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

  /**
   * Ends the writable side. Resolves to the digest of everything that was written.
   * @param {any} [encoding] of this digest; by default the stream's
   */
  digest(encoding = this.#given.encoding ?? 'hex') {
    let promise = this.#promises.get(encoding);
    if (promise === undefined) {
      promise = this.#digestIn(encoding);
      this.#promises.set(encoding, promise);
    }
    return promise;
  }

  /** @param {any} encoding */
  async #digestIn(encoding) {
    refuseLongText(encodingOf(encoding, 'encoding'), this.#given.outputLength);
    await this.#end();
    const digests = /** @type {Buffer[]} */ (this.#work.digests);
    return this.#request.shape(
      encoding === 'buffer' ? digests : digests.map((bytes) => bytes.toString(encoding)),
    );
  }

  #end() {
    this.#over ??= new Promise((resolve, reject) => {
      finished(this, { readable: false }, (error) => (error ? reject(error) : resolve()));
      if (!this.writableEnded && !this.destroyed) this.end();
      // Nothing reads the stream, so the output is dropped: otherwise the stream would never close.
      if (this.readableFlowing === null) this.resume();
    });
    return this.#over;
  }

  /**
   * Another Hash, which goes on from what was written to this one so far.
   * @param {unknown[]} rest
   */
  copy(...rest) {
    refuseMore(rest, 'options', 'a copy has the options of its stream');
    this.#refuseWhenOver();
    const work = new HashWork(this.#request);
    const stream = new Hash(this.#request, this.#given, work);
    this.write(this.#work.markFor({ stream, work }));
    return stream;
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

/**
 * As createHash, for what has been begun to be sent: see `patient`.
 * @param {unknown} algorithms
 * @param {unknown} options
 */
function createPatientHash(algorithms, options) {
  const given = digestOptions('createHash', options);
  const request = multiRequest(/** @type {any} */ (algorithms), given);
  const work = patient(new HashWork(request, new native.HashStream(request.digests)));
  return new Hash(request, given, work);
}

module.exports = { createHash, createPatientHash };
