'use strict';

const { subscribe, unsubscribe } = require('node:diagnostics_channel');
const { CELLS } = require('./cells.js');
const { RequestContext } = require('./request-context.js');
const { RequestTimes } = require('./request-times.js');
const { readClock } = require('./thread-clock.js');

const STARTED = 'http.server.request.start';
const FINISHED = 'http.server.response.finish';
/** From this number of connections on, those whose client went away are looked for: node does not say when. */
const MANY = 1000;
/** Lines that are kept, which have stalled once. */
const MOST_PLACES = 100;
/** What the machine did, which is no work for a request. @type {string[]} */
const OF_MACHINE = ['gc', 'not scheduled'];

/** @typedef {import('../../types/watch.js').Stall} Stall */
/** @typedef {import('node:net').Socket} Socket */

/** A connection of a client, and how many requests it has open: several where a client does not wait for answers. */
class Connection {
  open = 0;
  /** Its place among the busy ones. */
  index = 0;
  /** When the first of them began. */
  start = 0;

  /** @param {Socket} socket */
  constructor(socket) {
    this.socket = socket;
  }
}

/**
 * The requests that node:http's servers of this thread have begun and not answered, from node's own channels. What is done for each
 * request is kept small: nothing is made for it, only for each connection.
 */
class Requests {
  /** @type {WeakMap<Socket, Connection>} */
  #connections = new WeakMap();
  /** Those with a request, in no order. @type {Connection[]} */
  #busy = [];
  /** When requests that ended after the last look began and ended. */
  #ended = new RequestTimes();
  #many = MANY;
  /** Lines that have stalled for a request that was not known. @type {Set<string>} */
  #unknown = new Set();
  #context = new RequestContext();
  #cells;

  #onStart = (/** @type {any} */ { request, socket }) => {
    this.#context.enter(request);
    const connection = this.#connectionOf(socket);
    connection.open += 1;
    if (connection.open > 1) return;
    connection.start = readClock();
    this.#ended.settle(connection.start);
    connection.index = this.#busy.push(connection) - 1;
    if (this.#busy.length > this.#many) this.#forgetAborted();
  };

  #onFinish = (/** @type {any} */ { socket }) => {
    const connection = this.#connections.get(socket);
    // A request that began before the watch.
    if (connection === undefined || connection.open === 0) return;
    this.#ended.add(connection.start);
    connection.open -= 1;
    if (connection.open > 0) return;
    this.#remove(connection);
    // Where others go on, the next one that begins says when this was.
    if (this.#busy.length === 0) this.#ended.settle(readClock());
  };

  /** @param {Int32Array} cells */
  constructor(cells) {
    this.#cells = cells;
  }

  /** The request that the code works for that runs now. */
  get current() {
    return this.#context.current();
  }

  start() {
    this.#context.start();
    subscribe(STARTED, this.#onStart);
    subscribe(FINISHED, this.#onFinish);
  }

  stop() {
    unsubscribe(STARTED, this.#onStart);
    unsubscribe(FINISHED, this.#onFinish);
    this.#context.stop();
    this.#busy = [];
  }

  /** @param {Socket} socket */
  #connectionOf(socket) {
    const known = this.#connections.get(socket);
    if (known !== undefined) return known;
    Atomics.store(this.#cells, CELLS.REQUESTS, 1);
    const connection = new Connection(socket);
    this.#connections.set(socket, connection);
    return connection;
  }

  /** @param {Connection} connection that is busy no more: the last one gets its place */
  #remove(connection) {
    const last = this.#busy.pop();
    if (last === undefined || last === connection) return;
    this.#busy[connection.index] = last;
    last.index = connection.index;
  }

  #forgetAborted() {
    for (const connection of this.#busy.filter(({ socket }) => socket.destroyed)) {
      connection.open = 0;
      this.#remove(connection);
    }
    this.#many = Math.max(MANY, 2 * this.#busy.length);
  }

  /** Begins a new look: nothing has stalled. */
  forget() {
    this.#ended.clear();
    this.#context.endTurn();
  }

  /**
   * Has requests followed across turns, where it is not known of a line that stalls again. Most programs never need it.
   * @param {Stall} stall of this thread
   */
  onStall({ requests, cause, others }) {
    // What a machine without cores for it was stopped in is no part of the program that is to be found.
    if (requests === undefined || OF_MACHINE.includes(cause.kind)) return;
    const places = [cause, ...others]
      .filter(({ at, request, kind }) => at && request === undefined && !OF_MACHINE.includes(kind))
      .map(({ at }) => `${at?.file}:${at?.line}`);
    // A line that a busy machine stopped once does not come again soon.
    if (places.some((place) => this.#unknown.has(place))) this.#context.follow();
    if (this.#unknown.size > MOST_PLACES) this.#unknown.clear();
    for (const place of places) this.#unknown.add(place);
  }

  /**
   * The requests that were in flight in a stall, and how much of it they waited or worked, in milliseconds; undefined for none.
   * @param {number} start
   * @param {number} end
   */
  within(start, end) {
    this.#forgetAborted();
    let count = 0;
    let time = 0;
    const add = (/** @type {number} */ number, /** @type {number} */ begun, /** @type {number} */ ended) => {
      const lost = Math.min(end, ended) - Math.max(start, begun);
      if (lost <= 0) return;
      count += number;
      time += number * lost;
    };
    this.#ended.settle(end);
    this.#ended.each((begun, ended) => add(1, begun, ended));
    for (const connection of this.#busy) add(connection.open, connection.start, end);
    return count === 0 ? undefined : { count, time };
  }
}

module.exports = { Requests };
