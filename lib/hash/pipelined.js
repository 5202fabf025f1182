'use strict';

const { sizeOf } = require('../data/bytes.js');
const native = require('../native.js');
const { isCopied } = require('../data/slices.js');
const { relay } = require('../data/pipelined.js');
const { BYTES_A_TURN } = require('../data/loop-budget.js');

/** From this much on, in bytes, data is not copied as a whole: that would be new memory each time, page by page. */
const FROM = 32 << 20;
/** What may wait, copied, while a job digests as much. */
const PIECES = 4;
/** A UTF-16 unit has at most three bytes of UTF-8. */
const BYTES_A_UNIT = 3;

/**
 * Whether the data is digested while it is copied.
 * @param {string | Uint8Array | Blob} data
 * @param {import('../options.js').JobOptions} options
 */
function isRelayed(data, options) {
  return sizeOf(data) > FROM && isCopied(data, options);
}

/**
 * Digests the data by one job after the other, each of what was copied while the one before it ran. No more than two
 * times `PIECES` are held at a time, in memory that is used again.
 * @param {Array<import('../native').Digest>} digests
 * @param {string | Uint8Array | Blob} data
 * @param {number} encoding
 * @param {AbortSignal | undefined} signal
 * @param {import('../native').Control} [control]
 */
function digestCopying(digests, data, encoding, signal, control) {
  const jobs = new Jobs(new native.HashStream(digests), encoding, control);
  return relay(data, jobs, 2 * PIECES * BYTES_A_TURN, signal, control);
}

/** Jobs on one state, one at a time. */
class Jobs {
  #state;
  #encoding;
  #control;
  /** The job under way. It is still there once it has failed. @type {Promise<void> | undefined} */
  #job;
  /** What the next job is for. @type {import('../native').Input | undefined} */
  #next;
  #pieces = 0;

  /**
   * @param {import('../native').HashStream} state
   * @param {number} encoding
   * @param {import('../native').Control} [control]
   */
  constructor(state, encoding, control) {
    this.#state = state;
    this.#encoding = encoding;
    this.#control = control;
  }

  /**
   * Copies the piece for the next job, and has the caller wait for the one under way when enough is copied.
   * @param {string | Uint8Array} piece
   */
  add(piece) {
    this.#next ??= new native.Input();
    this.#next.begin(typeof piece === 'string' ? BYTES_A_UNIT * piece.length : piece.byteLength);
    this.#next.append(piece);
    this.#pieces += 1;
    if (this.#job === undefined) this.#start();
    return this.#pieces < PIECES ? undefined : this.#job;
  }

  async finish() {
    while (this.#job !== undefined) await this.#job;
    return this.#state.finish(this.#encoding, this.#control);
  }

  /** Waits for the job under way, and frees everything. */
  async close() {
    this.#next?.release();
    this.#next = undefined;
    await this.#job?.catch(ignore);
    this.#state.close();
  }

  #start() {
    const input = /** @type {import('../native').Input} */ (this.#next);
    this.#next = undefined;
    this.#pieces = 0;
    this.#job = this.#state.startInput(input, this.#control).then(() => {
      this.#job = undefined;
      if (this.#next !== undefined) this.#start();
    });
    // Whoever waits for it next is told; until then it is no unhandled rejection.
    this.#job.catch(ignore);
  }
}

function ignore() {}

module.exports = { digestCopying, isRelayed };
