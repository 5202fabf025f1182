'use strict';

// Loaded before the program of an instance: it answers the supervisor also where the program does not use offloop/service.

const { getEventListeners } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const { isMainThread } = require('node:worker_threads');
const { DESCRIPTORS, MESSAGES, TERMS, receive, send } = require('../messages.js');

/** Where the global object has the link, so that every copy of this package in an instance finds it. */
const KEY = Symbol.for('offloop.service');

const MIB = 1024 * 1024;

/**
 * What serves the address of an instance.
 * @typedef {object} Serving
 * @property {(place: number) => void} cover takes the connections of this place too
 * @property {(place: number) => void} uncover takes no more of them
 * @property {() => Promise<void>} drain takes no new connections; resolves when all have ended
 * @property {() => void} closeIdle closes connections without a request
 */

/** An instance's end of the socket of messages. */
class Link {
  #socket;
  #controller = new AbortController();
  #isReady = false;
  /** @type {Serving | undefined} */
  #serving;
  /** Places to cover. @type {Set<number>} */
  #covered = new Set();

  /** @param {import('../messages.js').Terms} terms */
  constructor(terms) {
    this.terms = terms;
    /** Aborted when this instance is to end. */
    this.draining = this.#controller.signal;
    this.#socket = new net.Socket({ fd: DESCRIPTORS.CHANNEL });
    receive(this.#socket, (type, number) => this.#received(type, number));
    this.#socket.on('error', () => {});
    // The supervisor has ended, or has given this instance up.
    this.#socket.on('close', () => process.exit());
    this.#socket.unref();
  }

  /** Whether a server has the address. */
  get isServing() {
    return this.#serving !== undefined;
  }

  /** @param {Serving} serving */
  serve(serving) {
    this.#serving = serving;
    for (const place of this.#covered) serving.cover(place);
  }

  /** Reports that this instance can do its work. */
  ready() {
    if (this.#isReady) return;
    this.#isReady = true;
    send(this.#socket, MESSAGES.READY);
  }

  /**
   * @param {number} type
   * @param {number} number
   */
  #received(type, number) {
    if (type === MESSAGES.PING) send(this.#socket, MESSAGES.PONG, number);
    if (type === MESSAGES.COVER) this.#cover(number);
    if (type === MESSAGES.UNCOVER) this.#uncover(number);
    if (type === MESSAGES.DRAIN) this.#drain();
    if (type === MESSAGES.CLOSE_IDLE) this.#serving?.closeIdle();
  }

  /** @param {number} place */
  #cover(place) {
    this.#covered.add(place);
    this.#serving?.cover(place);
  }

  /** @param {number} place */
  #uncover(place) {
    this.#covered.delete(place);
    this.#serving?.uncover(place);
  }

  /**
   * A program without a server is drained at once, and gets SIGTERM as from any supervisor; one that listens to `draining`
   * ends by itself.
   */
  async #drain() {
    const drained = this.#serving?.drain();
    const endsItself = drained === undefined && getEventListeners(this.draining, 'abort').length > 0;
    this.#closeAddresses();
    this.#controller.abort(new Error('The supervisor replaces or stops this instance'));
    if (endsItself) return;
    // A connection that the program does not read at the moment keeps no process of Node alive, and would be cut off.
    this.#socket.ref();
    await drained;
    this.#awaitSignal();
    send(this.#socket, MESSAGES.DRAINED);
  }

  /** The supervisor answers with SIGTERM: a handler of it runs, also where nothing else keeps this process alive. */
  #awaitSignal() {
    if (process.listenerCount('SIGTERM') === 0) this.#socket.unref();
    else process.once('SIGTERM', () => this.#socket.unref());
  }

  /** An address is refused to clients when no process has its socket any more. A server has closed that of its place. */
  #closeAddresses() {
    const { place, sockets } = this.terms;
    for (let other = 0; other < sockets; other += 1) {
      if (other !== place || !this.isServing) fs.closeSync(DESCRIPTORS.LISTENING + other);
    }
  }
}

/**
 * Takes them out of the environment, which processes that the program starts inherit.
 * @returns {import('../messages.js').Terms | undefined} undefined in a process that is not an instance
 */
function takeTerms() {
  const text = process.env[TERMS];
  if (text === undefined || !isMainThread) return undefined;
  delete process.env[TERMS];
  return JSON.parse(text);
}

/**
 * What processes of a pool do too: see lib/workers/inside/process.js.
 * @param {import('../messages.js').Terms} terms
 */
function limitSelf({ isAlone, memoryMb }) {
  if (!isAlone && memoryMb === undefined) return;
  const native = require('../../native.js');
  if (memoryMb !== undefined) native.limitData(memoryMb * MIB);
  if (isAlone) native.refuseSocketPairs();
}

/** Makes this process an instance, where a supervisor has started it as one. */
function enter() {
  const terms = takeTerms();
  if (terms === undefined) return;
  limitSelf(terms);
  Object.defineProperty(globalThis, KEY, { value: new Link(terms) });
}

/** @returns {Link | undefined} undefined in a process that is not an instance */
function current() {
  return /** @type {any} */ (globalThis)[KEY];
}

module.exports = { current, enter };
