'use strict';

const { sizeOfAll } = require('../data/bytes.js');
const { LoopBudget, checkSize } = require('../data/loop-budget.js');
const { StreamWork } = require('../stream/stream-work.js');
const { ChunkJobs } = require('./chunk-jobs.js');
const { FLUSH_MARKS } = require('./codec-stream.js');

/** Formats with blocks of no bytes, by which zlib answers a flush after an empty write. */
const WITH_EMPTY_BLOCKS = ['gzip', 'deflate', 'deflate-raw'];

/** Compresses what is written to a stream chunk by chunk, on several threads. */
class ParallelCompress extends StreamWork {
  #jobs;
  #budget = new LoopBudget();
  #hasEmptyBlocks;
  /** Whether the last flush came after all that was written. Nothing comes out of another one then, as in zlib. */
  #isFlushed = false;

  /**
   * @param {Record<string, unknown>} context with the name of the format
   * @param {import('../native').Chunks} chunks
   */
  constructor(context, chunks) {
    super(context, chunks);
    this.#hasEmptyBlocks = WITH_EMPTY_BLOCKS.includes(String(context.format));
    /** The right to hold the next chunk. @type {import('../native').Input} */
    let room;
    this.#jobs = new ChunkJobs(chunks, {
      ready: async () => {
        await this.output.room();
        room = await this.reserve(chunks.nextBytes);
      },
      start: (last) => this.run({ bytes: chunks.nextBytes }, (control) => chunks.take(room, last, control)),
      give: (/** @type {Buffer} */ bytes) => this.output.push(bytes),
    });
  }

  /** @override */
  get marks() {
    return FLUSH_MARKS;
  }

  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @override
   */
  async batch({ pieces, size, mark }) {
    for (const piece of pieces) await this.#jobs.add(piece);
    checkSize(sizeOfAll(pieces), size);
    await this.#budget.spend(size);
    if (size > 0 || mark === undefined) this.#isFlushed = false;
    if (mark === undefined) return;
    await this.#jobs.flush(this.#hasEmptyBlocks && !this.#isFlushed);
    this.#isFlushed = true;
  }

  /** @override */
  async end() {
    await this.#jobs.end();
    this.output.push(await this.run({}, (control) => this.state.end(control)));
  }
}

module.exports = { ParallelCompress };
