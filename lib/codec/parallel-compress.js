'use strict';

const { LoopBudget } = require('../data/loop-budget.js');
const { StreamWork } = require('../stream/stream-work.js');
const { ChunkJobs } = require('./chunk-jobs.js');
const { FLUSH_MARKS } = require('./codec-stream.js');

/** Compresses what is written to a stream chunk by chunk, on several threads. */
class ParallelCompress extends StreamWork {
  #jobs;
  #budget = new LoopBudget();

  /**
   * @param {Record<string, unknown>} context
   * @param {import('../native').Chunks} chunks
   */
  constructor(context, chunks) {
    super(context, chunks);
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
    await this.#budget.spend(size);
    if (mark !== undefined) await this.#jobs.flush();
  }

  /** @override */
  async end() {
    await this.#jobs.end();
    this.output.push(await this.run({}, (control) => this.state.end(control)));
  }
}

module.exports = { ParallelCompress };
