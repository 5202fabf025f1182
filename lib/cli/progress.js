'use strict';

const { bytesText } = require('./output.js');

/**
 * Shows progress on a terminal; does nothing elsewhere.
 * @typedef {{ begin(name: string, total: number | undefined): void, update(done: number): void, clear(): void, end(): void }} Progress
 */

/** @type {Progress} */
const SILENT = { begin() {}, update() {}, clear() {}, end() {} };
const ERASE_LINE = '\r\x1b[K';
const BAR_WIDTH = 24;
const NAME_WIDTH = 28;

/**
 * The progress of a command: a bar on stderr where that is a terminal, unless an option turns it off.
 * @param {{ quiet?: boolean, status?: boolean, progress?: boolean }} options of the command line
 * @returns {Progress}
 */
function progressOf({ quiet, status, progress }) {
  if (!process.stderr.isTTY || quiet || status || progress === false) return SILENT;
  return new Bar();
}

/** One bar at a time. The first update draws it, so that work without updates shows none. */
class Bar {
  #name = '';
  /** @type {number | undefined} */
  #total;
  #started = 0;
  #done = 0;
  /** @type {import('cli-progress').SingleBar | undefined} */
  #bar;

  /**
   * @param {string} name
   * @param {number | undefined} total bytes, if it is known
   */
  begin(name, total) {
    this.end();
    this.#name = name;
    this.#total = total;
    this.#done = 0;
    this.#started = performance.now();
  }

  /** @param {number} done bytes */
  update(done) {
    this.#done = done;
    this.#bar ??= this.#draw();
    this.#bar.update(done);
  }

  #draw() {
    const { SingleBar } = require('cli-progress');
    const format = (/** @type {any} */ _options, /** @type {{ progress: number }} */ { progress }) =>
      this.#line(progress);
    const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true, fps: 8 });
    bar.start(this.#total ?? 0, this.#done);
    return bar;
  }

  /** @param {number} part 0 to 1 */
  #line(part) {
    const seconds = (performance.now() - this.#started) / 1000;
    const rate = this.#done / Math.max(seconds, 0.001);
    const name = this.#name.length > NAME_WIDTH ? `…${this.#name.slice(1 - NAME_WIDTH)}` : this.#name;
    const speed = `${bytesText(rate)}/s`;
    if (this.#total === undefined) return `${name} ${bytesText(this.#done)}  ${speed}`;
    const filled = Math.round(part * BAR_WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
    const left = timeText((this.#total - this.#done) / Math.max(rate, 1));
    return `${name} ${bar} ${Math.floor(part * 100)} %  ${speed}  ${left} left`;
  }

  /** Erases the bar, so that other output can be written to the terminal. The next update draws it again. */
  clear() {
    if (this.#bar !== undefined) process.stderr.write(ERASE_LINE);
  }

  end() {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}

/**
 * Seconds as a clock shows them: "1:05", "2:00:07".
 * @param {number} seconds
 */
function timeText(seconds) {
  const whole = Math.ceil(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => `${part}`.padStart(index === 0 ? 1 : 2, '0')).join(':');
}

module.exports = { progressOf };
