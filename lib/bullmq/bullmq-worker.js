'use strict';

const { LOCK_LOST } = require('./job-runner.js');
const { makeClient, makeOr } = require('./make-client.js');

/**
 * BullMQ's worker, whose jobs the runner runs and cancels. For a processor that takes a signal BullMQ makes an AbortController
 * for each job; that and a listener cost the host more than all else of a small task. This processor takes none, and what
 * cancels jobs of such a worker tells the runner.
 *
 * It takes no jobs while the program has paused it, nor while it is held because no worker of the pool can be started.
 * @param {typeof import('bullmq')} bullmq
 * @param {import('./options.js').Settings} settings
 * @param {InstanceType<typeof import('./job-runner.js').JobRunner>} runner
 * @param {InstanceType<typeof import('../workers/pool/pool.js').WorkerPool>} pool of the runner; it ends where no worker is made
 */
function makeWorker({ Worker }, { queue, worker, backend }, runner, pool) {
  class JobsWorker extends Worker {
    #isPaused = false;
    #isHeld = false;

    hold() {
      this.#isHeld = true;
      return super.pause(true);
    }

    async release() {
      this.#isHeld = false;
      if (!this.#isPaused) await super.resume();
    }

    /**
     * @override
     * @param {boolean} [doNotWaitActive]
     */
    async pause(doNotWaitActive) {
      this.#isPaused = true;
      await super.pause(doNotWaitActive);
    }

    /** @override */
    async resume() {
      this.#isPaused = false;
      if (!this.#isHeld) await super.resume();
    }

    /**
     * @override
     * @param {string} id
     * @param {any} [reason]
     */
    cancelJob(id, reason) {
      return runner.running.cancel(id, reason);
    }

    /**
     * @override
     * @param {any} [reason]
     */
    cancelAllJobs(reason) {
      runner.running.cancelAll(reason);
    }
  }
  const run = (/** @type {import('bullmq').Job} */ job, /** @type {string | undefined} */ token) =>
    runner.run(job, String(token));
  const made = makeOr(
    () => pool.destroy().catch(() => {}),
    () => makeClient(JobsWorker, (Class) => new Class(queue, run, worker, backend)),
  );
  // BullMQ says so, and lets the job run.
  made.on('lockRenewalFailed', (ids) => ids.forEach((id) => made.cancelJob(id, LOCK_LOST)));
  return made;
}

module.exports = { makeWorker };
