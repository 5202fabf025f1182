'use strict';

const { PoolTransform } = require('../stream/pool-transform.js');

/** The chunk that represents a flush among the data. */
const FLUSH = Buffer.alloc(0);
/** The marks of every work that a CodecStream does. */
const FLUSH_MARKS = new Set([FLUSH]);

/** A stream that compresses or decompresses. */
class CodecStream extends PoolTransform {
  /**
   * Calls back when everything that was written so far has come out.
   * @param {() => void} [callback]
   */
  flush(callback) {
    if (!this.writableEnded) this.write(FLUSH, callback);
    else if (callback === undefined) return;
    else if (this.writableFinished) process.nextTick(callback);
    else this.once('end', callback);
  }
}

module.exports = { CodecStream, FLUSH_MARKS };
