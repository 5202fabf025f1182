'use strict';

const { StringDecoder } = require('node:string_decoder');
const { types } = require('node:util');
const { LOG } = require('./log-message.js');

/** Characters of a line. A longer one is broken: each part of it would be searched and copied again and again. */
const LONGEST_LINE = 2 ** 16;
/** Characters of lines that wait for the store, about. What comes then is left out, and counted. */
const MOST_WAITING = 2 ** 22;

/** What the workers write while they run a job, line by line in the job's log. */
class JobLog {
  #job;
  #report;
  /** The beginning of a line, of each stream. @type {Map<string, string>} */
  #begun = new Map();
  /** The beginning of a character, of each stream. @type {Map<string, StringDecoder>} */
  #decoders = new Map();
  /** Lines that are not written yet. @type {string[]} */
  #waiting = [];
  #waitingLength = 0;
  #leftOut = 0;
  /** @type {Promise<void> | undefined} */
  #writing;

  /**
   * @param {import('bullmq').Job} job
   * @param {(error: unknown) => void} report
   */
  constructor(job, report) {
    this.#job = job;
    this.#report = report;
  }

  /**
   * @param {any} message of a task
   * @returns {boolean} whether it is output
   */
  take(message) {
    if (!isOutput(message)) return false;
    const [stream, output] = message[LOG];
    const lines = this.#textOf(stream, output).split('\n');
    lines[0] = `${this.#begun.get(stream) ?? ''}${lines[0]}`;
    const rest = /** @type {string} */ (lines.pop());
    for (const line of lines) this.#add(line);
    const isLong = rest.length >= LONGEST_LINE;
    if (isLong) this.#add(rest);
    this.#begun.set(stream, isLong ? '' : rest);
    return true;
  }

  /**
   * @param {string} stream
   * @param {string | Uint8Array} output
   */
  #textOf(stream, output) {
    const decoder = this.#decoders.get(stream) ?? new StringDecoder();
    this.#decoders.set(stream, decoder);
    return typeof output === 'string' ? decoder.end() + output : decoder.write(Buffer.from(output));
  }

  /** @param {string} line */
  #add(line) {
    if (this.#waitingLength > MOST_WAITING) {
      this.#leftOut += 1;
      return;
    }
    this.#waitingLength += line.length + 1;
    this.#waiting.push(line);
    this.#writing ??= this.#write();
  }

  /** One write is under way at a time, so that the lines stay in order. */
  async #write() {
    while (this.#waiting.length > 0) {
      const lines = this.#waiting.splice(0);
      for (const line of lines) {
        await this.#job.log(line).catch(this.#report);
        this.#waitingLength -= line.length + 1;
      }
      this.#noteLeftOut();
    }
    this.#writing = undefined;
  }

  #noteLeftOut() {
    if (this.#leftOut === 0) return;
    const note = `[${this.#leftOut} lines were left out: they came faster than they could be kept]`;
    this.#leftOut = 0;
    this.#waiting.push(note);
    this.#waitingLength += note.length + 1;
  }

  /** Writes the last line, and settles when all of it is written; undefined where there is none. */
  finish() {
    for (const [stream, decoder] of this.#decoders) {
      const line = `${this.#begun.get(stream) ?? ''}${decoder.end()}`;
      if (line !== '') this.#add(line);
    }
    this.#begun.clear();
    this.#decoders.clear();
    return this.#writing;
  }
}

/** @param {any} message */
function isOutput(message) {
  const parts = message?.[LOG];
  if (!Array.isArray(parts) || parts.length !== 2 || typeof parts[0] !== 'string') return false;
  return typeof parts[1] === 'string' || types.isUint8Array(parts[1]);
}

module.exports = { JobLog };
