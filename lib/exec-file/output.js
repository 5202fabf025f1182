'use strict';

const { Collector } = require('./collector.js');

/** What a command writes, as far as it is collected. */
class Output {
  #total = 0;
  #end;

  /**
   * @param {ReturnType<typeof import('../process/child.js').start>} child
   * @param {import('./request.js').Request} request
   * @param {(reason: string) => void} end
   */
  constructor(child, { stdout, stderr, encoding, maxBuffer, outputLimit }, end) {
    /** @type {'stdout' | 'stderr' | 'outputMb' | undefined} what was too much first */
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

  /** Waits until all has come that an ended command has written. */
  async closed() {
    await Promise.all([this.stdout?.closed(), this.stderr?.closed()]);
  }

  /** All that was collected; null for what was not. */
  contents() {
    return { stdout: this.stdout?.contents() ?? null, stderr: this.stderr?.contents() ?? null };
  }
}

module.exports = { Output };
