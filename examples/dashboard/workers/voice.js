'use strict';

const path = require('node:path');
const { OnnxModel } = require('offloop/onnx');
const { MODEL_PACKAGES, packagesFrom } = require('./installed.js');

/** Silero VAD takes 16 000 samples a second, 512 at a time, each with the last 64 before them. */
const RATE = 16_000;
const FRAME = 512;
const CONTEXT = 64;

/** The model of voice activity, of 2.3 MB, in a process of its own. */
class Voice {
  #model;

  /** Nothing is loaded before the first sound. */
  constructor() {
    const { from, files } = packagesFrom(MODEL_PACKAGES) ?? { from: __filename, files: ['', ''] };
    this.#model = new OnnxModel(path.join(path.dirname(files[1]), 'silero_vad_v5.onnx'), {
      runtime: from,
      threads: 1,
      maxQueue: 20,
      taskTimeout: 10_000,
    });
  }

  /**
   * How probably each frame of a sound is speech: one run of the model for each, since it needs what the one before gave.
   * @param {Float32Array} samples
   * @param {{ signal: AbortSignal }} options
   * @returns {Promise<number[]>} from 0 to 1
   */
  async probabilities(samples, { signal }) {
    const sr = /** @type {const} */ ({ type: 'int64', data: BigInt64Array.of(BigInt(RATE)), dims: [] });
    let state = new Float32Array(256);
    const probabilities = [];
    for (let start = 0; start + FRAME <= samples.length; start += FRAME) {
      const results = await this.#model.run(
        {
          input: { type: 'float32', data: withContext(samples, start), dims: [1, CONTEXT + FRAME] },
          state: { type: 'float32', data: state, dims: [2, 1, 128] },
          sr,
        },
        { signal },
      );
      state = /** @type {Float32Array<ArrayBuffer>} */ (results.stateN.data);
      probabilities.push(Number(results.output.data[0]));
    }
    return probabilities;
  }

  get stats() {
    return this.#model.stats;
  }

  close() {
    return this.#model.close();
  }
}

/** A frame with the samples before it, which are silence at the beginning. */
function withContext(samples, start) {
  const frame = new Float32Array(CONTEXT + FRAME);
  const first = Math.max(0, start - CONTEXT);
  frame.set(samples.subarray(first, start + FRAME), first - (start - CONTEXT));
  return frame;
}

module.exports = { FRAME, RATE, Voice };
