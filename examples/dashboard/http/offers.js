'use strict';

const { randomUUID } = require('node:crypto');
const { EventEmitter, once } = require('node:events');
const { RequestError } = require('../../express/http.js');

/** How long a client may take to fetch a file, in milliseconds. */
const PATIENCE = 60_000;

/** Files that a client may fetch once, while the request that has made them is still open. */
class Offers {
  #files = new Map();
  #fetched = new EventEmitter();

  /**
   * Settles when the file has been fetched; fails when the client goes before, or takes too long.
   * @param {string} file
   * @param {AbortSignal} signal
   * @param {(id: string) => void} announce is given what `send` takes
   */
  async open(file, signal, announce) {
    const id = randomUUID();
    this.#files.set(id, file);
    try {
      const fetched = once(this.#fetched, id, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
      });
      announce(id);
      await fetched;
    } finally {
      this.#files.delete(id);
    }
  }

  /**
   * @param {string} id
   * @param {import('express').Response} res
   * @returns {Promise<void>} settles when the response has ended
   */
  send(id, res) {
    const file = this.#files.get(id);
    if (file === undefined) throw new RequestError(404, 'ERR_NO_FILE', 'It has been fetched, or never was');
    this.#files.delete(id);
    return new Promise((resolve, reject) => {
      res.sendFile(file, { headers: { 'Cache-Control': 'no-store' }, acceptRanges: false }, (error) => {
        this.#fetched.emit(id);
        if (error && !res.destroyed) reject(error);
        else resolve();
      });
    });
  }
}

module.exports = { Offers };
