'use strict';

/** The most of an unfinished report that is kept; a whole one has some hundred bytes. */
const KEPT = 64 * 1024;

/**
 * @typedef {object} Progress
 * @property {number} seconds of the result
 * @property {number | null} part of the whole, 0 to 1; null where the source's duration is not known
 * @property {number | null} speed seconds of the result in one second
 * @property {number} frames
 * @property {number} bytes
 */

/** Reads the reports that `-progress` writes: lines of `name=value`, of which `progress` is the last of a report. */
class ProgressReader {
  #rest = '';
  /** @type {Record<string, string>} */
  #values = {};
  #duration;
  #onReport;
  /** How far the result is, in seconds. */
  seconds = 0;

  /**
   * @param {number | null} duration of the source, in seconds
   * @param {(progress: Progress) => void} onReport
   */
  constructor(duration, onReport) {
    this.#duration = duration;
    this.#onReport = onReport;
  }

  /** @param {Buffer} chunk */
  take(chunk) {
    const lines = (this.#rest + chunk.toString('latin1')).split('\n');
    this.#rest = (lines.pop() ?? '').slice(-KEPT);
    for (const line of lines) this.#line(line);
  }

  /** @param {string} line */
  #line(line) {
    const [name, value = ''] = line.split('=', 2);
    this.#values[name] = value.trim();
    if (name !== 'progress') return;
    this.#report(value.trim() === 'end');
    this.#values = {};
  }

  /** @param {boolean} isLast */
  #report(isLast) {
    const { out_time_us: time, speed = '', frame, total_size: size } = this.#values;
    // It is below 0, or N/A, before anything was written.
    this.seconds = Math.max(this.seconds, (Number(time) || 0) / 1e6);
    const part = this.#duration ? Math.min(1, this.seconds / this.#duration) : null;
    this.#onReport({
      seconds: this.seconds,
      part: isLast && part !== null ? 1 : part,
      speed: Number.parseFloat(speed) || null,
      frames: Number(frame) || 0,
      bytes: Number(size) || 0,
    });
  }
}

module.exports = { ProgressReader };
