'use strict';

const { AsyncResource } = require('node:async_hooks');
const { fstat } = require('node:fs');
const { performance } = require('node:perf_hooks');
const { monotonic } = require('../../clock.js');

const { clearTimeout, setImmediate, setTimeout } = globalThis;

/** @typedef {InstanceType<typeof import('./jobs.js').OpenJobs>} OpenJobs */
/** A time in which a job had one of the threads, in milliseconds. @typedef {{ name: string, time: number, stacks: import('../frames.js').Frame[][] }} Hold */

/**
 * A time in which all of libuv's threads were taken, by the monotonic clock.
 * @typedef {object} Taken
 * @property {number} start
 * @property {number} end
 * @property {number} threads
 * @property {number} waiting known jobs that had no thread
 * @property {Hold[]} holds
 * @property {number} unknown milliseconds of threads that jobs had which the watch does not know
 */

/** The probe is a question about a descriptor that no process can have: it goes through libuv's queue, and touches no file. */
const NO_FILE = 2 ** 31 - 1;
/** The shortest time between two probes, in milliseconds; twice that while no jobs are known that have all threads. */
const INTERVAL = 100;
/** Time until the first one of a program without jobs: it may set UV_THREADPOOL_SIZE until it uses libuv's threads. */
const FIRST = 1000;
/** Time until the first look at a probe that is out, in milliseconds; after ten looks it doubles, and so on. */
const LOOK = 20;
const AT_ONE_INTERVAL = 10;
/** Times the threshold that jobs which are not known are to have the threads. */
const UNKNOWN = 5;
/** Jobs that are looked at together. */
const MOST_JOBS = 8;
const MOST_THREADS = 1024;

/**
 * Measures how long a job waits for one of libuv's threads, by a job that does nothing. Its end is seen when the loop turns,
 * so that what counts is how long it was out at turns of the loop, and how long the loop has waited since: a stall of the
 * loop is not starvation.
 */
class PoolProbe {
  threshold = 50;
  #jobs;
  #onTaken;
  #isOut = false;
  #start = 0;
  #notBefore = monotonic() + FIRST;
  /** Known from the first use on, when libuv starts them. @type {number | undefined} */
  #threadCount;
  /** Until when the probe is known to have waited, and how long the loop had waited then. */
  #seen = { at: 0, idle: 0 };
  #looks = 0;
  #waiting = 0;
  #unknown = 0;
  #holding = { running: 0, looked: /** @type {ReturnType<OpenJobs['oldest']>} */ ([]) };
  /** @type {Map<ReturnType<OpenJobs['oldest']>[number], number>} */
  #times = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** Not in the asynchronous context of the request whose job is the reason. */
  #sendOutside = AsyncResource.bind(() => this.#send());

  /**
   * @param {OpenJobs} jobs
   * @param {(taken: Taken) => void} onTaken
   */
  constructor(jobs, onTaken) {
    this.#jobs = jobs;
    this.#onTaken = onTaken;
  }

  /** Sends a probe, where none is out and the last was not just now. @param {number} [later] milliseconds */
  send(later = INTERVAL) {
    if (!this.#isOut && monotonic() >= this.#notBefore + later) this.#sendOutside();
  }

  /** Sends one where a job has just begun and as many are open as there are threads. */
  onJob() {
    if (this.#start === 0) this.#notBefore = 0;
    if (this.#jobs.size >= this.#threads) this.send(0);
  }

  get #threads() {
    this.#threadCount ??= threadCount();
    return this.#threadCount;
  }

  /** Gives what was seen until now, as the process ends. */
  stop() {
    clearTimeout(this.#timer);
    if (this.#isOut) this.#report();
    this.#isOut = false;
  }

  #send() {
    this.#isOut = true;
    this.#start = monotonic();
    this.#notBefore = this.#start + INTERVAL;
    this.#seen = { at: this.#start, idle: idleTime() };
    this.#looks = 0;
    this.#waiting = 0;
    this.#unknown = 0;
    this.#times = new Map();
    this.#holding = this.#runningJobs();
    fstat(NO_FILE, () => this.#returned());
    this.#lookLater();
  }

  #lookLater() {
    const time = LOOK * 2 ** Math.min(6, Math.floor(this.#looks / AT_ONE_INTERVAL));
    this.#timer = setTimeout(() => this.#look(), time);
    this.#timer.unref();
  }

  #look() {
    const now = { at: monotonic(), idle: idleTime() };
    // After the loop has taken up what has ended until now.
    setImmediate(() => {
      if (this.#isOut) this.#sawItWait(now);
    }).unref();
  }

  /** @param {{ at: number, idle: number }} now */
  #sawItWait(now) {
    this.#looks += 1;
    this.#count(now.at - this.#seen.at);
    this.#waiting = Math.max(this.#waiting, this.#jobs.size - this.#threads);
    this.#holding = this.#runningJobs();
    this.#seen = now;
    this.#lookLater();
  }

  /**
   * Gives a time to those that had the threads when it began.
   * @param {number} time
   */
  #count(time) {
    const { looked, running } = this.#holding;
    for (const job of looked)
      this.#times.set(job, (this.#times.get(job) ?? 0) + (time * running) / looked.length);
    this.#unknown += time * (this.#threads - running);
  }

  /** The known jobs that have a thread now. */
  #runningJobs() {
    const running = Math.min(this.#threads, this.#jobs.size);
    return { running, looked: this.#jobs.oldest(Math.min(running, MOST_JOBS)) };
  }

  #returned() {
    if (!this.#isOut) return;
    this.#isOut = false;
    clearTimeout(this.#timer);
    this.#report();
  }

  #report() {
    const end = this.#seen.at + idleTime() - this.#seen.idle;
    // Where no known job had a thread it may be that the machine had no core for libuv's.
    const least = this.#times.size === 0 ? UNKNOWN * this.threshold : this.threshold;
    // Without a look nothing is known but that it came back late, which a stall does too.
    if (this.#looks === 0 || end - this.#start < least) return;
    // The time after the last look is shared as the time before it was.
    const scale = (end - this.#start) / (this.#seen.at - this.#start);
    this.#onTaken({
      start: this.#start,
      end,
      threads: this.#threads,
      waiting: this.#waiting,
      holds: [...this.#times].map(([{ name, stacks }, time]) => ({ name, time: time * scale, stacks })),
      unknown: this.#unknown * scale,
    });
  }
}

/** Milliseconds that the loop has waited for events. */
function idleTime() {
  return performance.eventLoopUtilization().idle;
}

/** libuv's threads, of which there are four where UV_THREADPOOL_SIZE does not say otherwise. */
function threadCount() {
  return Math.min(Math.max(Number.parseInt(process.env.UV_THREADPOOL_SIZE ?? '4', 10) || 1, 1), MOST_THREADS);
}

module.exports = { PoolProbe };
