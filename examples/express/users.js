'use strict';

const { RequestError } = require('./http/errors.js');

/** Registered users are kept in memory, and so are bounded. */
const MAX_USERS = 10_000;

/** Users by name, each with the encoded hash of the password. */
class Users {
  #hashes = new Map();

  /** @param {string} name */
  hashOf(name) {
    return this.#hashes.get(name);
  }

  /** Refuses a name that cannot be added. @param {string} name */
  checkFree(name) {
    if (this.#hashes.has(name)) {
      throw new RequestError(409, 'ERR_NAME_TAKEN', `There is a user "${name}" already`);
    }
    if (this.#hashes.size >= MAX_USERS) {
      throw new RequestError(507, 'ERR_TOO_MANY_USERS', `The demo keeps ${MAX_USERS} users`);
    }
  }

  /**
   * @param {string} name
   * @param {string} hash
   */
  add(name, hash) {
    this.checkFree(name);
    this.#hashes.set(name, hash);
  }
}

module.exports = { Users };
