'use strict';

const { LOG } = require('./log-message.js');

/** What the workers write while they run a job, line by line in the job's log. */
class JobLog {
  #job;
  #report;
  /** The beginning of a line, of each stream. @type {Map<string, string>} */
  #begun = new Map();
  /** @type {Promise<unknown> | undefined} */
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
    const [stream, text] = message[LOG];
    const lines = `${this.#begun.get(stream) ?? ''}${text}`.split('\n');
    this.#begun.set(stream, /** @type {string} */ (lines.pop()));
    this.#add(lines);
    return true;
  }

  /** @param {string[]} lines */
  #add(lines) {
    for (const line of lines) {
      const write = () => this.#job.log(line).catch(this.#report);
      this.#writing = this.#writing?.then(write) ?? write();
    }
  }

  /** Writes the last line, and settles when all of it is written; undefined where there is none. */
  finish() {
    this.#add([...this.#begun.values()].filter((line) => line !== ''));
    this.#begun.clear();
    return this.#writing;
  }
}

/** @param {any} message */
function isOutput(message) {
  const parts = message?.[LOG];
  return Array.isArray(parts) && parts.every((part) => typeof part === 'string');
}

module.exports = { JobLog };
