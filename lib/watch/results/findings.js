'use strict';

const { threadId } = require('node:worker_threads');
const { Holders } = require('./holders.js');
const { Places } = require('./places.js');
const { Routes } = require('./routes.js');

/** @typedef {import('../../../types/watch.js').Stall} Stall */
/** @typedef {import('../../../types/watch.js').StallCause} StallCause */
/** @typedef {import('../../../types/watch.js').Finding} Finding */
/** @typedef {import('../../../types/watch.js').WatchReport} WatchReport */

/** Places with a finding each. More share one finding without a place. */
const MOST_FINDINGS = 500;
/** The last stalls that a report has one by one. */
const MOST_STALLS = 200;

/** What a thread has found so far: stalls by their place and cause. */
class Findings {
  /** @type {InstanceType<typeof Places<Finding>>} */
  #places = new Places(MOST_FINDINGS, /** @type {Partial<Finding>} */ ({ kind: 'unknown' }));
  /** @type {Stall[]} */
  #stalls = [];
  #since = Date.now();
  #count = 0;
  #total = 0;
  #longest = 0;
  #requestTime = 0;
  #holders = new Holders();
  #routes = new Routes();

  /** @param {Stall} stall */
  add(stall) {
    this.#count += 1;
    this.#total += stall.duration;
    this.#longest = Math.max(this.#longest, stall.duration);
    this.#requestTime += stall.requests?.time ?? 0;
    this.#routes.add(stall);
    this.#stalls.push(stall);
    if (this.#stalls.length > MOST_STALLS) this.#stalls.shift();
    for (const cause of [stall.cause, ...stall.others]) this.#addCause(cause, stall.thread);
  }

  /** @param {import('../../../types/watch.js').Starvation} starvation */
  addStarvation(starvation) {
    this.#holders.add(starvation);
  }

  /**
   * @param {StallCause} cause
   * @param {number} thread
   */
  #addCause(cause, thread) {
    const finding = this.#findingOf(cause, thread);
    finding.count += 1;
    finding.total += cause.time;
    finding.longest = Math.max(finding.longest, cause.time);
    finding.size = Math.max(finding.size ?? 0, cause.size ?? 0) || undefined;
    const isLongest = finding.longest === cause.time;
    if (isLongest) finding.at = cause.at;
    // That of the first may not be known.
    if (isLongest || finding.request === undefined) finding.request = cause.request ?? finding.request;
  }

  /**
   * @param {StallCause} cause
   * @param {number} thread
   * @returns {Finding}
   */
  #findingOf({ kind, name, at, inside }, thread) {
    const isOwnCode = kind === 'code' && inside === undefined;
    const where = at === undefined ? '' : `${at.file}:${isOwnCode ? at.function : at.line}`;
    const key = `${thread} ${kind} ${name} ${where}`;
    return this.#places.entryOf(key, () => {
      return { kind, name, at, inside, thread, count: 0, total: 0, longest: 0 };
    });
  }

  /** What was seen, the worst first, and then what was not: on a busy machine that may be the largest part. */
  #byTime() {
    const findings = this.#places.report(({ total }) => total, this.#total);
    const isSeen = (/** @type {Finding} */ { kind }) => kind !== 'unknown';
    return [...findings.filter(isSeen), ...findings.filter((finding) => !isSeen(finding))];
  }

  /** @returns {WatchReport} */
  report() {
    return {
      pid: process.pid,
      thread: threadId,
      since: this.#since,
      stalls: {
        count: this.#count,
        total: this.#total,
        longest: this.#longest,
        requestTime: this.#requestTime,
      },
      findings: this.#byTime(),
      routes: this.#routes.report(),
      recent: [...this.#stalls],
      starvation: this.#holders.report(),
    };
  }
}

module.exports = { Findings };
