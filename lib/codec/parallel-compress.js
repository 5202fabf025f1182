'use strict';

const { LoopBudget } = require('../data/loop-budget.js');
const { ChunkJobs } = require('./chunk-jobs.js');
const { CodecStream } = require('./codec-stream.js');

/** Compresses what is written to it chunk by chunk, on several threads. */
class ParallelCompress extends CodecStream {
  #jobs;
  #budget = new LoopBudget();

  /**
   * @param {Record<string, any>} given options
   * @param {Record<string, unknown>} context
   * @param {import('../native').Chunks} chunks
   */
  constructor(given, context, chunks) {
    super(given, context, chunks);
    /** The right to hold the next chunk. @type {import('../native').Input} */
    let room;
    this.#jobs = new ChunkJobs(chunks, {
      ready: async () => {
        await this._room();
        room = await this._reserve(chunks.nextBytes);
      },
      start: (last) => this._run({ bytes: chunks.nextBytes }, (control) => chunks.take(room, last, control)),
      give: (/** @type {Buffer} */ bytes) => this._pass(bytes),
    });
  }

  /**
   * @param {import('../stream/batches.js').Batch} batch
   * @override
   */
  async _batch({ pieces, size, mark }) {
    for (const piece of pieces) await this.#jobs.add(piece);
    await this.#budget.spend(size);
    if (mark !== undefined) await this.#jobs.flush();
  }

  /** @override */
  async _end() {
    await this.#jobs.end();
    this._pass(await this._run({}, (control) => this._state.end(control)));
  }
}

module.exports = { ParallelCompress };
