'use strict';

/** What this package, and not the code of a task, has thrown while it ran one: `cause`. */
class Refusal extends Error {
  /** @param {any} cause */
  constructor(cause) {
    super('', { cause });
    this.code = cause?.code;
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
