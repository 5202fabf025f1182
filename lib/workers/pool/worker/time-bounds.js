'use strict';

const { setTimeout } = require('node:timers');

/** Milliseconds of processor time that a worker may use between its tasks, as for V8's collection of garbage. */
const IDLE_CPU = 1000;
/** After how many milliseconds without a task a worker counts as idle. To bound it costs more than a small task. */
const IDLE_AFTER = 100;

/**
 * What a worker may use of time: for a task `limits.cpuMs` and `limits.timeoutMs`, and between tasks a little. Code that a
 * task leaves behind would else run on without any limit, as long as no task comes or while the worker ends.
 */
class TimeBounds {
  #lifecycle;
  #cpu;
  #time;
  #boundsIdle;
  #isBusy = false;
  #isIdle = false;
  /** A timer is to look whether it is idle. */
  #isAwaited = false;

  /**
   * @param {import('../options/pool-options.js').PoolSettings} settings
   * @param {InstanceType<typeof import('./worker-lifecycle.js').WorkerLifecycle>} lifecycle
   */
  constructor({ limits: { cpuMs = 0, timeoutMs = 0 }, sandbox }, lifecycle) {
    this.#lifecycle = lifecycle;
    this.#cpu = cpuMs;
    this.#time = timeoutMs;
    this.#boundsIdle = sandbox !== undefined || this.#boundsTasks;
  }

  get #boundsTasks() {
    return this.#cpu + this.#time > 0;
  }

  /** It was given a task. */
  begin() {
    this.#isBusy = true;
    if (this.#boundsTasks || this.#isIdle) this.#lifecycle.budget(this.#cpu, this.#time);
    this.#isIdle = false;
  }

  /** The code of its last task has ended, as far as it says. */
  end() {
    this.#isBusy = false;
    if (this.#boundsTasks) this.#lifecycle.budget(0, 0);
    // One timer for many short tasks.
    if (!this.#boundsIdle || this.#isAwaited) return;
    this.#isAwaited = true;
    setTimeout(() => this.#rest(), IDLE_AFTER).unref();
  }

  #rest() {
    this.#isAwaited = false;
    if (this.#isBusy || this.#lifecycle.isEnded) return;
    this.#isIdle = true;
    this.#lifecycle.idle(IDLE_CPU);
  }
}

module.exports = { TimeBounds };
