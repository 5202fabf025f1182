'use strict';

const { algorithmOf } = require('../hash/algorithms.js');
const { AS_BYTES } = require('../hash/request.js');
const native = require('../native.js');
const { optionsOf } = require('../options.js');
const { PoolTransform } = require('../stream/pool-transform.js');
const { compare, parseContentDigest, parseSri, writeMember, writeSri } = require('./expected.js');

/** @typedef {import('./expected.js').Expectation} Expectation */

/** Passes bytes on and digests them; its end is an error where the digests are not those expected. */
class IntegrityCheck extends PoolTransform {
  #expectations;
  #write;

  /**
   * @param {Expectation[]} expectations
   * @param {import('./expected.js').Writer} write
   * @param {Record<string, any>} given options
   */
  constructor(expectations, write, given) {
    const algorithms = expectations.map(({ algorithm }) => algorithm);
    const digests = algorithms.map((name) => algorithmOf(name).plain);
    super(given, { operation: 'verify', algorithms }, new native.HashStream(digests));
    this.#expectations = expectations;
    this.#write = write;
    /** What matched, once it did. @type {string | undefined} */
    this.matched = undefined;
    this._obey();
  }

  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @override
   */
  async _batch({ pieces, size }) {
    await this._job(pieces, size, []);
    for (const piece of pieces) this._pass(piece);
  }

  /** @override */
  async _end() {
    const found = await this._run({}, (control) => this._state.finish(AS_BYTES, control));
    this.matched = compare(this.#expectations, /** @type {Buffer[]} */ (found), this.#write);
  }
}

/**
 * @param {any} expected
 * @param {any} [options]
 * @returns {any} as index.d.ts has it
 */
function createIntegrityCheck(expected, options) {
  return new IntegrityCheck(parseSri(expected), writeSri, optionsOf(options));
}

/**
 * @param {any} header
 * @param {any} [options]
 * @returns {any} as index.d.ts has it
 */
function createContentDigestCheck(header, options) {
  return new IntegrityCheck(parseContentDigest(header), writeMember, optionsOf(options));
}

module.exports = { createContentDigestCheck, createIntegrityCheck };
