'use strict';

/** What this package, and not the code of a task, has thrown while it ran one: `cause`. */
class Refusal extends Error {
  #cause;

  /** @param {any} cause */
  constructor(cause) {
    super('', { cause });
    this.#cause = cause;
    this.code = cause?.code;
  }

  /**
   * Unlike `instanceof`, this runs nothing of the value: what a task throws may be a Proxy.
   * @param {unknown} value
   * @returns {value is Refusal}
   */
  static is(value) {
    return typeof value === 'object' && value !== null && #cause in value;
  }
}

/**
 * @template T
 * @param {() => T} work
 * @throws {Refusal} for what it throws
 */
function refusing(work) {
  try {
    return work();
  } catch (error) {
    throw new Refusal(error);
  }
}

module.exports = { Refusal, refusing };
