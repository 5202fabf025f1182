'use strict';

const { coded } = require('../errors.js');
const { StreamWork } = require('../stream/stream-work.js');
const { AS_BYTES } = require('./request.js');

/** @typedef {import('../stream/batches.js').Batch} Batch */
/** @typedef {{ stream: import('node:stream').Duplex, work: HashWork }} Copy */

/** Digests what is written to a stream, and starts copies of it from the state at which they were asked for. */
class HashWork extends StreamWork {
  #isSeveral;
  /** Settled once there is a native state, or never will be. @type {Promise<void>} */
  #ready;
  /** @type {() => void} */
  #setReady = () => {};
  /** Copies that are still to be started, by the empty chunks that represent them. @type {Map<Uint8Array, Copy>} */
  #copies = new Map();
  /** One for each algorithm, at the end. @type {Buffer[] | undefined} */
  digests;

  /**
   * @param {ReturnType<typeof import('./multi-request.js').multiRequest>} request
   * @param {import('../native').HashStream} [state] undefined in a copy, until `start`
   */
  constructor({ rows, isSeveral }, state) {
    super({ operation: 'createHash', algorithms: rows.map(({ name }) => name) }, state);
    this.#isSeveral = isSeveral;
    this.#ready = new Promise((resolve) => {
      this.#setReady = resolve;
    });
    if (state !== undefined) this.#setReady();
  }

  /** @override */
  get marks() {
    return this.#copies;
  }

  /**
   * The chunk which, once written, starts the copy.
   * @param {Copy} copy
   */
  markFor(copy) {
    const mark = Buffer.alloc(0);
    this.#copies.set(mark, copy);
    return mark;
  }

  /**
   * Begins the work of a copy.
   * @param {import('../native').HashStream} state
   */
  start(state) {
    this.state = state;
    this.#setReady();
  }

  /**
   * @param {Batch} batch
   * @override
   */
  async batch(batch) {
    await this.#ready;
    if (batch.size > 0) await this.feed(batch);
    if (batch.mark !== undefined && !this.output.isClosed) this.#startCopy(batch.mark);
  }

  /** @override */
  async end() {
    await this.#ready;
    const digests = await this.run({}, (control) => this.state.finish(AS_BYTES, control));
    this.digests = digests;
    // The readable side has the digest of a single algorithm, as node:crypto's has.
    if (!this.#isSeveral) this.output.push(digests[0]);
  }

  /**
   * @param {Error | null} [error]
   * @override
   */
  close(error) {
    this.#setReady();
    for (const { stream } of this.#copies.values()) stream.destroy(error ?? undefined);
    super.close();
  }

  /** @param {Uint8Array} mark */
  #startCopy(mark) {
    const { stream, work } = /** @type {Copy} */ (this.#copies.get(mark));
    this.#copies.delete(mark);
    if (!stream.destroyed) work.start(this.state.copy());
  }
}

function destroyedError() {
  return coded('ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
}

module.exports = { HashWork, destroyedError };
