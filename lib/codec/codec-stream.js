'use strict';

const { PoolTransform } = require('../stream/pool-transform.js');

/** Stands for a flush among the chunks. */
const FLUSH = Buffer.alloc(0);
const MARKS = new Set([FLUSH]);

/** What compressing and decompressing streams have in common. */
class CodecStream extends PoolTransform {
  /**
   * @param {Record<string, any>} given options
   * @param {Record<string, unknown>} context
   * @param {{ close(): void }} state
   */
  constructor(given, context, state) {
    super(given, context, state);
    this._obey();
  }

  /** @override */
  get _marks() {
    return MARKS;
  }

  /**
   * Has everything that was written so far come out, then calls back.
   * @param {() => void} [callback]
   */
  flush(callback) {
    if (!this.writableEnded) this.write(FLUSH, callback);
    else if (callback === undefined) return;
    else if (this.writableFinished) process.nextTick(callback);
    else this.once('end', callback);
  }
}

module.exports = { CodecStream };
