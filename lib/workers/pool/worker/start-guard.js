'use strict';

const { performance } = require('node:perf_hooks');

/** After this many failed starts in a row the waiting tasks are refused. */
const MAX_FAILURES = 3;

/** Delays the starts of workers that fail: the delay doubles with every failure, and has a random part. */
class StartGuard {
  #first;
  #most;
  #failures = 0;
  #setbacks = 0;
  #notBefore = 0;

  /** @param {{ first: number, most: number }} delay in milliseconds */
  constructor({ first, most }) {
    this.#first = first;
    this.#most = most;
  }

  /** How long the next start has to wait, in milliseconds. */
  get wait() {
    return Math.max(0, Math.ceil(this.#notBefore - performance.now()));
  }

  /** Whether the last start failed, so that one worker at a time is tried. */
  get isInDoubt() {
    return this.#failures > 0;
  }

  /** Whether enough starts in a row failed that tasks should not wait for another. */
  get hasGivenUp() {
    return this.#failures >= MAX_FAILURES;
  }

  /** A worker did not become ready. */
  failed() {
    this.#failures += 1;
    this.diedIdle();
  }

  /** A worker without tasks ended by itself: the next one may do the same. */
  diedIdle() {
    const delay = Math.min(this.#most, this.#first * 2 ** this.#setbacks);
    this.#setbacks += 1;
    // Between half of the delay and all of it, so that many pools do not start in step.
    this.#notBefore = performance.now() + delay * (0.5 + Math.random() / 2);
  }

  /** A worker became ready. */
  succeeded() {
    this.#failures = 0;
  }

  /** A task ended in a worker. */
  worked() {
    this.#setbacks = 0;
  }
}

module.exports = { StartGuard };
