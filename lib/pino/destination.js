'use strict';

const { Writable } = require('node:stream');
const options = require('../options.js');
const { dropping, fileFailed, notArchived, notWritten, writerEnded } = require('./errors.js');

/** How long the lines may take to be written, in milliseconds, before a flush fails. */
const FLUSH = 10_000;
/** How often a flush that does not block looks whether they are, in milliseconds. */
const FLUSH_LOOK = 5;
/** How long one wait in native code is, in milliseconds. */
const WAIT = 50;
/** How long no line is dropped, in milliseconds, before another one that is has a warning: in a flood some lines find room. */
const QUIET = 1000;

/** @typedef {NonNullable<ReturnType<typeof import('../native').openLog>>} Log */

/** A stream of lines into the spool of a log. Its writes are done when they return. */
class LogDestination extends Writable {
  #log;
  #file;
  #drops;
  #dropped = 0;
  #restarts = 0;
  /** Whether text without an encoding is UTF-8. */
  #isUtf8 = true;
  /** When a line was dropped last. */
  #droppedAt = -Infinity;

  /**
   * @param {Log} log
   * @param {string} file
   * @param {boolean} drops what is done with lines that there is no room for
   */
  constructor(log, file, drops) {
    super({ decodeStrings: false });
    this.#log = log;
    this.#file = file;
    this.#drops = drops;
    this.#listen();
  }

  get dropped() {
    return this.#dropped;
  }

  get restarts() {
    return this.#restarts;
  }

  /**
   * The short way, for a logger's calls. Any other call takes that of the base class, which ends in `_write`.
   * @param {any} chunk
   * @param {any} [encoding]
   * @param {any} [callback]
   * @override
   */
  write(chunk, encoding, callback) {
    const isPlain = typeof chunk === 'string' && encoding === undefined && callback === undefined;
    if (!isPlain || !this.#isUtf8 || this.writableEnded || this.destroyed || this.writableCorked > 0)
      return super.write(chunk, encoding, callback);
    if (!this.#log.write(chunk)) this.#put(Buffer.from(chunk));
    return true;
  }

  /**
   * @param {BufferEncoding} encoding
   * @override
   */
  setDefaultEncoding(encoding) {
    this.#isUtf8 = false;
    return super.setDefaultEncoding(encoding);
  }

  /**
   * @param {any} chunk
   * @param {BufferEncoding} encoding
   * @param {() => void} callback
   * @override
   */
  _write(chunk, encoding, callback) {
    this.#put(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
    callback();
  }

  /**
   * @param {(error?: Error) => void} callback
   * @override
   */
  async _final(callback) {
    // Asked for before the end, so that no other promise gets the answer to it.
    let reports = this.#log.reports(true);
    this.#log.end();
    for (;;) {
      const lines = await reports;
      for (const line of lines) this.#report(line);
      if (lines.includes('drained')) return callback();
      if (lines.includes('left')) return callback(this.#unwritten());
      reports = this.#log.reports(true);
    }
  }

  /**
   * @param {Error | null} error
   * @param {(error?: Error | null) => void} callback
   * @override
   */
  _destroy(error, callback) {
    this.#log.end();
    callback(error);
  }

  flushSync() {
    for (let waited = 0; !this.#log.wait(WAIT); waited += WAIT)
      if (waited >= FLUSH || this.#log.errno() !== 0) throw this.#unwritten();
  }

  /** @param {((error?: Error) => void) | null} [callback] */
  flush(callback) {
    options.callback('callback', callback ?? undefined);
    const until = performance.now() + FLUSH;
    const look = () => {
      if (this.#log.wait(0)) callback?.();
      else if (this.#log.errno() !== 0 || performance.now() >= until) callback?.(this.#unwritten());
      else setTimeout(look, FLUSH_LOOK);
    };
    process.nextTick(look);
  }

  /**
   * Puts in what is shorter than the spool as a whole, so that the death of this process tears no line.
   * @param {Buffer} bytes
   */
  #put(bytes) {
    if (this.#log.writeBytes(bytes)) return;
    if (this.#drops) return this.#drop(bytes);
    const capacity = this.#log.capacity();
    const size = bytes.length < capacity - 1 ? bytes.length : Math.floor(capacity / 4);
    for (let from = 0; from < bytes.length; from += size) {
      const part = bytes.subarray(from, from + size);
      while (!this.#log.writeBytes(part)) this.#log.waitForRoom(part.length, WAIT);
    }
  }

  /** @param {Buffer} bytes */
  #drop(bytes) {
    let lines = 0;
    for (let end = bytes.indexOf('\n'); end !== -1; end = bytes.indexOf('\n', end + 1)) lines += 1;
    this.#dropped += Math.max(lines, 1);
    const now = performance.now();
    if (now - this.#droppedAt > QUIET) this.#warn(dropping());
    this.#droppedAt = now;
  }

  async #listen() {
    while (!this.writableEnded && !this.destroyed)
      for (const line of await this.#log.reports(false)) this.#report(line);
  }

  /** @param {string} line of the logging process, or of the thread that keeps it running */
  #report(line) {
    const [word, detail] = [line.split(' ', 1)[0], line.slice(line.indexOf(' ') + 1)];
    if (word === 'failed') this.#warn(fileFailed(Number(detail), this.#file));
    if (word === 'recovered') process.nextTick(() => this.emit('recovered'));
    if (word === 'archive-failed') this.#warn(notArchived());
    if (word === 'ended') {
      this.#restarts += 1;
      this.#warn(writerEnded(detail));
    }
  }

  /** Why lines are still in the spool. */
  #unwritten() {
    const errno = this.#log.errno();
    return errno === 0 ? notWritten() : fileFailed(errno, this.#file);
  }

  /**
   * After what runs now: a listener that throws is the program's fault, and must stop no other report, and no write.
   * @param {Error & { code?: string }} error
   */
  #warn(error) {
    process.nextTick(() => {
      if (!this.emit('warning', error)) process.emitWarning(error.message, { code: error.code });
    });
  }
}

module.exports = { LogDestination };
