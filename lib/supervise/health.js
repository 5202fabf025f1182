'use strict';

const { MESSAGES } = require('./messages.js');

/** Numbers of pings. */
const NUMBERS = 256;

/**
 * Asks an instance whether its event loop turns: one ping at a time, `interval` after the answer to the one before. A ping
 * without an answer within `timeout` is a failure, and is followed by the next at once; any answer ends a row of failures.
 */
class Health {
  #settings;
  #ping;
  #onUnhealthy;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #number = 0;
  #isStopped = false;
  /** Pings without an answer. @type {Set<number>} */
  #open = new Set();

  /**
   * @param {{ interval: number, timeout: number, failures: number }} settings
   * @param {(type: number, number: number) => void} send
   * @param {() => void} onUnhealthy called once
   */
  constructor(settings, send, onUnhealthy) {
    this.#settings = settings;
    this.#ping = (/** @type {number} */ number) => send(MESSAGES.PING, number);
    this.#onUnhealthy = onUnhealthy;
  }

  start() {
    this.#after(this.#settings.interval, () => this.#ask());
  }

  /** Asks no more. What was asked may still be answered. */
  stop() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /**
   * An answer has arrived.
   * @param {number} number
   * @returns {boolean} false where nothing was asked
   */
  answered(number) {
    if (!this.#open.has(number)) return false;
    // Earlier ones arrive before, or not at all.
    for (const open of this.#open) {
      this.#open.delete(open);
      if (open === number) break;
    }
    if (this.#open.size === 0 && !this.#isStopped) this.start();
    return true;
  }

  #ask() {
    this.#number = (this.#number + 1) % NUMBERS;
    this.#open.add(this.#number);
    this.#ping(this.#number);
    const asked = this.#number;
    // Timers run before input in a turn of the loop: after a turn of this process that was too long itself, the answer is
    // there and not read yet.
    this.#after(this.#settings.timeout, () => setImmediate(() => setImmediate(() => this.#late(asked))));
  }

  /** @param {number} number */
  #late(number) {
    if (!this.#open.has(number) || this.#isStopped) return;
    if (this.#open.size < this.#settings.failures) this.#ask();
    else this.#onUnhealthy();
  }

  /**
   * @param {number} milliseconds
   * @param {() => void} action
   */
  #after(milliseconds, action) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, milliseconds);
  }
}

module.exports = { Health };
