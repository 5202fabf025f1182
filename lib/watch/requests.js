'use strict';

const { subscribe, unsubscribe } = require('node:diagnostics_channel');
const { CELLS } = require('./cells.js');
const { monotonic } = require('../clock.js');
const { RequestContext } = require('./request-context.js');

const STARTED = 'http.server.request.start';
const FINISHED = 'http.server.response.finish';
/** From this number of requests on, those whose client went away are looked for: node does not say when. */
const MANY = 1000;

/** @typedef {import('node:http').ServerResponse} ServerResponse */

/** The requests that node:http's servers of this thread have begun and not answered, from node's own channels. */
class Requests {
  /** When each began. @type {Map<ServerResponse, number>} */
  #open = new Map();
  /** Those that ended after the last look. @type {{ start: number, end: number }[]} */
  #ended = [];
  #many = MANY;
  #context = new RequestContext();
  #cells;

  #onStart = (/** @type {any} */ { request, response }) => {
    Atomics.store(this.#cells, CELLS.REQUESTS, 1);
    this.#context.enter(request);
    this.#open.set(response, monotonic());
    if (this.#open.size > this.#many) this.#forgetAborted();
  };

  #onFinish = (/** @type {any} */ { response }) => {
    const start = this.#open.get(response);
    if (start !== undefined) this.#ended.push({ start, end: monotonic() });
    this.#open.delete(response);
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
    this.#open.clear();
  }

  #forgetAborted() {
    for (const response of this.#open.keys()) if (response.destroyed) this.#open.delete(response);
    this.#many = Math.max(MANY, 2 * this.#open.size);
  }

  /** Begins a new look: nothing has stalled. */
  forget() {
    if (this.#ended.length > 0) this.#ended = [];
  }

  /**
   * The requests that were in flight in a stall, and how much of it they waited or worked, in milliseconds; undefined for none.
   * @param {number} start
   * @param {number} end
   */
  within(start, end) {
    this.#forgetAborted();
    const open = [...this.#open.values()].map((begun) => ({ start: begun, end }));
    const paying = [...this.#ended, ...open].filter((one) => one.start < end && one.end > start);
    if (paying.length === 0) return undefined;
    const times = paying.map((one) => Math.min(end, one.end) - Math.max(start, one.start));
    return { count: paying.length, time: times.reduce((total, time) => total + time, 0) };
  }
}

module.exports = { Requests };
