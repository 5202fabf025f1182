'use strict';

const { Collector } = require('./collector.js');

/** The output of a command that is collected. */
class Output {
  #total = 0;
  #end;

  /**
   * @param {ReturnType<typeof import('../process/child.js').start>} child
   * @param {import('./request.js').Request} request
   * @param {(reason: string) => void} end
   */
  constructor(child, { stdout, stderr, encoding, maxBuffer, outputLimit }, end) {
    /** @type {'stdout' | 'stderr' | 'outputMb' | undefined} the limit that was exceeded first */
    this.exceeded = undefined;
    this.#end = end;
    const onData = (/** @type {number} */ bytes) => this.#count(bytes, outputLimit);
    this.stdout = stdout === 'collect' ? new Collector(child.stdout, encoding, maxBuffer, onData) : undefined;
    this.stderr = stderr === 'collect' ? new Collector(child.stderr, encoding, maxBuffer, onData) : undefined;
  }

  /**
   * @param {number} bytes
   * @param {number} limit
   */
  #count(bytes, limit) {
    this.#total += bytes;
    if (this.exceeded !== undefined) return;
    if (this.stdout?.isOver) this.exceeded = 'stdout';
    else if (this.stderr?.isOver) this.exceeded = 'stderr';
    else if (this.#total > limit) this.exceeded = 'outputMb';
    else return;
    this.#end('output');
  }

  /** Waits until everything has arrived that an ended command wrote. */
  async closed() {
    await Promise.all([this.stdout?.closed(), this.stderr?.closed()]);
  }

  /** What was collected; null for a stream that is not. */
  contents() {
    return { stdout: this.stdout?.contents() ?? null, stderr: this.stderr?.contents() ?? null };
  }
}

module.exports = { Output };
