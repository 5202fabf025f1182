'use strict';

/** How many bytes of a worker's stderr are kept. */
const KEPT = 8192;

/** The last bytes that a worker wrote to stderr. */
class StderrTail {
  #bytes = Buffer.alloc(0);

  /** @param {Uint8Array} chunk */
  add(chunk) {
    this.#bytes = Buffer.concat([this.#bytes, chunk.subarray(-KEPT)]).subarray(-KEPT);
  }

  text() {
    return this.#bytes.toString();
  }
}

/** The output of a worker process: passed on, counted, and the end of stderr kept for the exit record. */
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

/**
 * What the pool does with the output of its workers.
 * @param {'inherit' | 'pipe' | 'ignore'} stdio
 * @param {(event: string, payload: unknown) => void} announce
 * @returns {import('./pool-worker.js').Owner['onOutput']}
 */
function outputHandler(stdio, announce) {
  if (stdio === 'inherit') return (_worker, stream, chunk) => void process[stream].write(chunk);
  if (stdio === 'pipe') {
    return (worker, stream, chunk) => announce('workerOutput', { worker: worker.info, stream, chunk });
  }
  return () => {};
}

module.exports = { ProcessOutput, StderrTail, outputHandler };
