'use strict';

const { sizeOfAll } = require('../data/bytes.js');
const { checkSize } = require('../data/loop-budget.js');
const { algorithmOf } = require('../hash/algorithms.js');
const { AS_BYTES } = require('../hash/request.js');
const native = require('../native.js');
const { optionsOf } = require('../options.js');
const { PoolTransform } = require('../stream/pool-transform.js');
const { StreamWork } = require('../stream/stream-work.js');
const { compare, parseContentDigest, parseSri, writeMember, writeSri } = require('./expected.js');

/** @typedef {import('./expected.js').Expectation} Expectation */

/** Passes bytes on and digests them. Fails at the end where the digests are not the expected ones. */
class CheckWork extends StreamWork {
  #expectations;
  #write;
  /** What matched, once it did. @type {string | undefined} */
  matched;

  /**
   * @param {Expectation[]} expectations
   * @param {import('./expected.js').Writer} write
   */
  constructor(expectations, write) {
    const algorithms = expectations.map(({ algorithm }) => algorithm);
    const digests = algorithms.map((name) => algorithmOf(name).plain);
    super({ operation: 'verify', algorithms }, new native.HashStream(digests));
    this.#expectations = expectations;
    this.#write = write;
  }

  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @override
   */
  async batch(batch) {
    await this.feed(batch);
    checkSize(sizeOfAll(batch.pieces), batch.size);
    for (const piece of batch.pieces) this.output.push(piece);
  }

  /** @override */
  async end() {
    const found = await this.run({}, (control) => this.state.finish(AS_BYTES, control));
    this.matched = compare(this.#expectations, /** @type {Buffer[]} */ (found), this.#write);
  }
}

/** A stream that verifies what is written to it. */
class IntegrityCheck extends PoolTransform {
  #work;

  /**
   * @param {CheckWork} work
   * @param {Record<string, any>} given options
   */
  constructor(work, given) {
    super(given, work);
    this.#work = work;
  }

  get matched() {
    return this.#work.matched;
  }
}

/**
 * @param {any} expected
 * @param {any} [options]
 * @returns {any} see index.d.ts
 */
function createIntegrityCheck(expected, options) {
  return new IntegrityCheck(
    new CheckWork(parseSri(expected), writeSri),
    optionsOf('createIntegrityCheck', options),
  );
}

/**
 * @param {any} header
 * @param {any} [options]
 * @returns {any} see index.d.ts
 */
function createContentDigestCheck(header, options) {
  return new IntegrityCheck(
    new CheckWork(parseContentDigest(header), writeMember),
    optionsOf('createContentDigestCheck', options),
  );
}

module.exports = { createContentDigestCheck, createIntegrityCheck };
