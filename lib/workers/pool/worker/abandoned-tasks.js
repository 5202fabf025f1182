'use strict';

const { AbortError } = require('../../../errors.js');
const { describe } = require('../../wire/describe-error.js');
const { ABORT } = require('../../wire/messages.js');

/** Tasks of a worker that were cancelled while it ran them. */
class AbandonedTasks {
  #tasks;
  #lifecycle;
  #gracePeriod;

  /**
   * @param {InstanceType<typeof import('./worker-tasks.js').WorkerTasks>} tasks of the worker
   * @param {InstanceType<typeof import('./worker-lifecycle.js').WorkerLifecycle>} lifecycle of the worker
   * @param {number} gracePeriod
   */
  constructor(tasks, lifecycle, gracePeriod) {
    this.#tasks = tasks;
    this.#lifecycle = lifecycle;
    this.#gracePeriod = gracePeriod;
  }

  /**
   * Ends the code of a task that was cancelled: asks it to end where it looks at its signal or is a stream, and kills
   * the worker otherwise, or if that takes too long. Other tasks that it has may end first, if they can.
   * @param {InstanceType<typeof import('../task.js').PoolTask>} task
   * @param {unknown} reason
   */
  cancel(task, reason) {
    postAbort(this.#lifecycle, task.id, reason);
    if (this.#tasks.live.length === 0) this.end();
    else this.#lifecycle.after(this.#gracePeriod, () => this.#lifecycle.kill('unresponsive'));
  }

  /** The cancelled task does not block the other tasks. */
  isResponsive() {
    if (this.#tasks.live.length > 0) this.#lifecycle.stopTimer();
  }

  /** A task has ended: if it was cancelled, it does not block the others. Ends the worker where it has none but such, in time. */
  end() {
    if (this.#lifecycle.isEnded) return;
    if (this.#tasks.areAllLive) this.#lifecycle.stopTimer();
    if (!this.#tasks.areAbandoned) return;
    const grace = this.#tasks.grace(this.#gracePeriod);
    if (grace === 0) this.#lifecycle.kill('abort');
    else this.#lifecycle.after(grace, () => this.#lifecycle.kill('abort'));
  }
}

/**
 * Asks the code of a task to end. A reason that is larger than a message may be is left out: an HTTP client's error with its
 * configuration and the body may be.
 * @param {InstanceType<typeof import('./worker-lifecycle.js').WorkerLifecycle>} lifecycle of the worker
 * @param {number} id of the task
 * @param {unknown} reason
 */
function postAbort(lifecycle, id, reason) {
  try {
    lifecycle.post([ABORT, id, describe(reason)]);
  } catch {
    lifecycle.post([ABORT, id, describe(new AbortError())]);
  }
}

module.exports = { AbandonedTasks };
