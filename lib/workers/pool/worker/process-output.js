'use strict';

const { StderrTail } = require('./stderr-tail.js');

/** What a worker process writes: passed on, counted, and its end kept for the record. */
class ProcessOutput {
  #tail = new StderrTail();
  #streams;
  #left;

  /**
   * @param {{ stdout: import('node:net').Socket | null, stderr: import('node:net').Socket | null }} child
   * @param {number} limit bytes of both together
   * @param {(stream: 'stdout' | 'stderr', chunk: Buffer) => void} onOutput
   * @param {() => void} onLimit
   */
  constructor({ stdout, stderr }, limit, onOutput, onLimit) {
    this.#left = limit;
    this.#streams = [stdout, stderr].filter((stream) => stream !== null);
    stderr?.on('data', (chunk) => this.#tail.add(chunk));
    stdout?.on('data', (chunk) => this.#pass('stdout', chunk, onOutput, onLimit));
    stderr?.on('data', (chunk) => this.#pass('stderr', chunk, onOutput, onLimit));
    for (const stream of this.#streams) stream.on('error', () => {});
  }

  /**
   * @param {'stdout' | 'stderr'} stream
   * @param {Buffer} chunk
   * @param {(stream: 'stdout' | 'stderr', chunk: Buffer) => void} onOutput
   * @param {() => void} onLimit
   */
  #pass(stream, chunk, onOutput, onLimit) {
    if (this.#left < 0) return;
    this.#left -= chunk.length;
    if (this.#left < 0) onLimit();
    else onOutput(stream, chunk);
  }

  /** The last 8 KiB of what it wrote to stderr. */
  get stderr() {
    return this.#tail.text();
  }

  /** Settles when both streams are closed. */
  async closed() {
    await Promise.all(this.#streams.map(closing));
  }

  destroy() {
    for (const stream of this.#streams) stream.destroy();
  }

  ref() {
    for (const stream of this.#streams) stream.ref();
  }

  unref() {
    for (const stream of this.#streams) stream.unref();
  }
}

/** @param {import('node:net').Socket} stream */
function closing(stream) {
  return new Promise((resolve) => {
    if (stream.closed) resolve(undefined);
    else stream.once('close', resolve);
  });
}

module.exports = { ProcessOutput };
