'use strict';

/** @typedef {InstanceType<typeof import('../task.js').PoolTask>} PoolTask */

/** @typedef {InstanceType<typeof import('../../wire/claims.js').Claims>} Claims */

/** The most tasks that a worker is given ahead, and how long they may all take, in milliseconds. */
const MOST = { tasks: 32, time: 1 };
/** Tasks of a round are counted in 20 bits. */
const ROUND = 1 << 20;
/** How much of what is typical the latest task makes up. */
const WEIGHT = 1 / 8;

/**
 * The tasks that a worker has been given while it runs another: it begins them one after the other, without a message between.
 * They are of a worker whose tasks are so short that none of them waits long, and can be taken back at any time.
 */
class GivenAhead {
  #claims;
  /** Those that are not known to be begun. @type {PoolTask[]} */
  #tasks = [];
  /** The one that was begun last, as far as is known. @type {PoolTask | undefined} */
  #last;
  /** How many the round has. */
  #given = 0;
  /** What a task takes in the worker, in milliseconds. */
  #typical = Infinity;
  /**
   * Some were taken back since the worker last ended a task. It is given none until it ends another: each time they would be
   * sent again, and it would have messages of more rounds to read than there are numbers for.
   */
  #isHeld = false;

  /** @param {Claims | undefined} claims undefined for a worker that is never given tasks ahead */
  constructor(claims) {
    this.#claims = claims;
  }

  /** Whether each task that it was given ahead is known to be over. */
  get isOver() {
    return this.#tasks.length === 0 && this.#last === undefined;
  }

  get size() {
    return this.#tasks.length;
  }

  /** How many it may have. */
  get #most() {
    if (this.#claims === undefined || this.#isHeld || this.#given >= ROUND - MOST.tasks) return 0;
    return Math.min(MOST.tasks, Math.floor(MOST.time / this.#typical));
  }

  get hasRoom() {
    return this.#tasks.length < this.#most;
  }

  /** Whether it is time to give it more: many in one message cost little more than one. */
  get isLow() {
    return this.#tasks.length * 2 <= this.#most;
  }

  /** The lowest priority of those that are not known to be begun. */
  get lowestPriority() {
    return this.#tasks.length === 0 ? Infinity : this.#tasks[this.#tasks.length - 1].priority;
  }

  /** The round of the next task. */
  get round() {
    return this.#claims?.round;
  }

  /** The worker has no task, and begins the next as it comes. */
  isIdle() {
    if (this.#given > 0) this.#renew();
    this.#isHeld = false;
    this.#last = undefined;
  }

  /** @param {PoolTask} task one that was sent to a worker which runs another */
  add(task) {
    this.#given += 1;
    this.#tasks.push(task);
  }

  /** @param {number} id */
  find(id) {
    return this.#tasks.find((task) => task.id === id);
  }

  /**
   * A task did not arrive, so that the worker does not begin it.
   * @param {number} id
   * @returns {PoolTask | undefined} the task, if it was given ahead and was not thought to be begun
   */
  lose(id) {
    const task = this.find(id);
    if (this.#given > 0 && (task ?? this.#last)?.id === id) this.#given -= 1;
    this.#tasks = this.#tasks.filter((other) => other !== task);
    return task;
  }

  /**
   * The worker has ended a task, so that it begins the next of those it was given ahead.
   * @param {number} [time] milliseconds that the task took; unknown where nothing came of it
   * @returns {PoolTask | undefined}
   */
  next(time = this.#typical) {
    if (this.#typical === Infinity) this.#typical = time;
    else this.#typical += (time - this.#typical) * WEIGHT;
    this.#isHeld = false;
    this.#last = this.#tasks.shift();
    return this.#last;
  }

  /** The task that it runs takes longer than it should have. @param {number} time milliseconds so far */
  isLate(time) {
    this.#typical = time;
  }

  /**
   * Takes back every task that was not begun, also the one that was thought to be.
   * @returns {{ begun: PoolTask[], back: PoolTask[] }} `begun` are those that were begun meanwhile, in their order
   */
  takeBack() {
    const tasks = this.#tasks;
    const known = this.#given - tasks.length;
    const begun = this.#renew() - known;
    this.#tasks = [];
    this.#isHeld = true;
    const last = this.#last;
    if (begun < 0 && last !== undefined) {
      this.#last = undefined;
      return { begun: [], back: [last, ...tasks] };
    }
    return { begun: tasks.slice(0, begun), back: tasks.slice(begun) };
  }

  #renew() {
    this.#given = 0;
    return this.#claims?.renew() ?? 0;
  }
}

/**
 * Whether workers may be given tasks ahead. What is counted or limited for each task needs them one by one, as does the memory
 * that one did not get, which ends the worker, and what a sandboxed worker says that it has begun is not to be relied on.
 * @param {import('../options/pool-options.js').PoolSettings} settings
 */
function mayHaveAhead({ concurrency, sandbox, limits, recycleAfter }) {
  const isCounted = recycleAfter.tasks !== Infinity || recycleAfter.rss !== Infinity;
  const { cpuMs, timeoutMs, memoryMb } = limits;
  const isLimited = [cpuMs, timeoutMs, memoryMb].some((limit) => limit !== undefined);
  return concurrency === 1 && sandbox === undefined && !isCounted && !isLimited;
}

module.exports = { GivenAhead, mayHaveAhead };
