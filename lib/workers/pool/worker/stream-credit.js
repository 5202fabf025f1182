'use strict';

const { CREDIT } = require('../../wire/messages.js');

/**
 * Lets a worker send more items of its streams. Each item that is read may give it credit: while its channel is full, credit
 * is added up instead, because a worker may send items and never read.
 */
class StreamCredit {
  #lifecycle;
  /** Items by the id of their task, until the channel has room. @type {Map<number, number>} */
  #held = new Map();

  /** @param {InstanceType<typeof import('./worker-lifecycle.js').WorkerLifecycle>} lifecycle */
  constructor(lifecycle) {
    this.#lifecycle = lifecycle;
  }

  /**
   * @param {number} id
   * @param {number} items
   */
  grant(id, items) {
    const held = this.#held.get(id);
    const drained = this.#lifecycle.drained();
    if (held !== undefined) this.#held.set(id, held + items);
    else if (drained === null) this.#post(id, items);
    else {
      this.#held.set(id, items);
      drained.then(() => this.#release(id));
    }
  }

  /** @param {number} id */
  #release(id) {
    const items = this.#held.get(id);
    this.#held.delete(id);
    if (items !== undefined) this.#post(id, items);
  }

  /**
   * @param {number} id
   * @param {number} items
   */
  #post(id, items) {
    if (!this.#lifecycle.isEnded) this.#lifecycle.post([CREDIT, id, items]);
  }
}

module.exports = { StreamCredit };
