'use strict';

const net = require('node:net');
const { BACKLOG, DESCRIPTORS } = require('../messages.js');
const { stopListening } = require('./drain.js');

/** What of a server decides how its connections are made. */
const OF_CONNECTIONS = ['allowHalfOpen', 'pauseOnConnect', 'noDelay', 'keepAlive', 'highWaterMark'];

/** Takes the connections of other places for a server: their listening sockets share one address with its own. */
class Covering {
  #server;
  /** By place. @type {Map<number, net.Server>} */
  #others = new Map();
  /** Of places that are not covered any more, whose connections have not ended. @type {Set<Promise<void>>} */
  #ending = new Set();
  #isEnding = false;

  /** @param {net.Server} server */
  constructor(server) {
    this.#server = server;
  }

  /** @param {number} place */
  cover(place) {
    if (this.#isEnding || this.#others.has(place)) return;
    const options = Object.fromEntries(
      OF_CONNECTIONS.map((name) => [name, /** @type {any} */ (this.#server)[name]]),
    );
    const other = net.createServer(options);
    this.#others.set(place, other);
    other.on('connection', (connection) => this.#server.emit('connection', connection));
    // Its descriptor stays open for the next time, so the server is given a copy.
    other.listen({ fd: copyOf(DESCRIPTORS.LISTENING + place) }, BACKLOG);
  }

  /**
   * Takes no more of them. Those that were taken stay.
   * @param {number} place
   */
  uncover(place) {
    const other = this.#others.get(place);
    if (other === undefined) return;
    this.#others.delete(place);
    const ended = stopListening(other).then(() => {
      this.#ending.delete(ended);
    });
    this.#ending.add(ended);
  }

  /** Takes no more of any place. Resolves when all connections that were taken have ended. */
  async end() {
    this.#isEnding = true;
    for (const place of this.#others.keys()) this.uncover(place);
    await Promise.all(this.#ending);
  }
}

/**
 * Loads the addon only where it is used: a program runs without a supervisor too.
 * @param {number} descriptor
 */
function copyOf(descriptor) {
  return require('../../native.js').duplicateDescriptor(descriptor);
}

module.exports = { Covering };
