'use strict';

const { endSource, isHeldBack, passOn } = require('./pass-on.js');

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

/**
 * Receives the output of a worker process: chunk by chunk, and that it was more than the limit.
 * @typedef {{ onOutput(stream: 'stdout' | 'stderr', chunk: Buffer,
 *   source: import('node:stream').Readable): void, onLimit(): void }} OutputReceiver
 */

/**
 * The output of a worker process: passed on, counted, and the end of stderr kept for the exit record. A turn of the loop
 * takes in as much as its budget has room for, and no more than this process's own output takes; the process waits with
 * the rest.
 */
class ProcessOutput {
  #tail = new StderrTail();
  #streams;
  #turn;
  #left;
  #receiver;

  /**
   * @param {{ stdout: import('node:net').Socket | null, stderr: import('node:net').Socket | null }} child
   * @param {InstanceType<typeof import('../../wire/channel/turn-budget.js').TurnBudget>} turn
   * @param {number} limit bytes of both together
   * @param {OutputReceiver} receiver
   */
  constructor({ stdout, stderr }, turn, limit, receiver) {
    this.#turn = turn;
    this.#left = limit;
    this.#receiver = receiver;
    this.#streams = [stdout, stderr].filter((stream) => stream !== null);
    stdout?.on('data', (chunk) => this.#take('stdout', chunk, stdout));
    stderr?.on('data', (chunk) => this.#take('stderr', chunk, stderr));
    for (const stream of this.#streams) stream.on('error', () => {});
    turn.onTurn(() => this.resume());
  }

  /** Reads nothing until `resume`. */
  pause() {
    for (const stream of this.#streams) stream.pause();
  }

  /** Reads on, but for what waits until this process has room. */
  resume() {
    for (const stream of this.#streams) if (!isHeldBack(stream)) stream.resume();
  }

  /**
   * @param {'stdout' | 'stderr'} stream
   * @param {Buffer} chunk
   * @param {import('node:net').Socket} source
   */
  #take(stream, chunk, source) {
    this.#turn.spend({ frames: 0, bytes: chunk.length }, () => this.#pass(stream, chunk, source));
    if (!this.#turn.hasRoom) this.pause();
  }

  /**
   * @param {'stdout' | 'stderr'} stream
   * @param {Buffer} chunk
   * @param {import('node:net').Socket} source
   */
  #pass(stream, chunk, source) {
    if (stream === 'stderr') this.#tail.add(chunk);
    if (this.#left < 0) return;
    this.#left -= chunk.length;
    if (this.#left < 0) this.#receiver.onLimit();
    else this.#receiver.onOutput(stream, chunk, source);
  }

  /** The last 8 KiB of what it wrote to stderr. */
  get stderr() {
    return this.#tail.text();
  }

  /** Settles when both streams are closed. */
  async closed() {
    await Promise.all(this.#streams.map(closing));
  }

  /** Stops reading, but for what waits until this process has room. */
  destroy() {
    for (const stream of this.#streams) endSource(stream);
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
  if (stdio === 'inherit') return (_worker, stream, chunk, source) => passOn(process[stream], chunk, source);
  if (stdio === 'pipe') {
    return (worker, stream, chunk) => announce('workerOutput', { worker: worker.info, stream, chunk });
  }
  return () => {};
}

module.exports = { ProcessOutput, StderrTail, outputHandler };
