'use strict';

const { channel } = require('node:diagnostics_channel');
const { BroadcastChannel, receiveMessageOnPort, threadId } = require('node:worker_threads');
const { Collections } = require('./collections.js');
const { Heartbeat } = require('./heartbeat.js');
const { Requests } = require('./requests.js');
const { Findings } = require('./results/findings.js');
const { stallOf } = require('./results/stall.js');
const { TimedCalls } = require('./timed/calls.js');
const { install } = require('./timed/install.js');
const { WatcherLink } = require('./watcher-link.js');

/** @typedef {import('../../types/watch.js').Stall} Stall */
/** @typedef {{ threshold: number, sample: number, onStall: ((stall: Stall) => void) | undefined }} Settings */

const stalls = channel('offloop:stall');

/**
 * The watched side, in the thread whose loop it is: a heartbeat and timed calls. A stall is seen by the beat that ends it,
 * and sent to the watcher, which answers what took the time.
 */
class Watched {
  findings = new Findings();
  #calls = new TimedCalls();
  #collections = new Collections();
  #requests = new Requests();
  #settings;
  #link;
  #heartbeat;
  #uninstall;
  #onExit = () => this.#end();
  /** From the worker threads of the process to its main thread. */
  #threads = new BroadcastChannel(`offloop:watch ${process.pid}`);

  /** @param {Settings} settings */
  constructor(settings) {
    this.#settings = settings;
    const onAnswer = (/** @type {any} */ span, /** @type {any} */ parts) => this.#found(stallOf(span, parts));
    this.#link = new WatcherLink(plain(settings), onAnswer, () => this.#heartbeat.wake());
    this.#heartbeat = new Heartbeat(this.#link.cells, this.#link.base, (gap) => this.#onGap(gap));
    this.#uninstall = install(this.#calls);
    this.#collections.start();
    this.#requests.start();
    if (threadId === 0) this.#threads.onmessage = ({ data }) => this.#found(/** @type {Stall} */ (data));
    this.#threads.unref();
    this.change({});
    process.on('exit', this.#onExit);
  }

  /** Why no stack is sampled; undefined where nothing is wrong. */
  get fault() {
    return this.#link.fault;
  }

  /** @param {Partial<Settings>} settings */
  change(settings) {
    Object.assign(this.#settings, settings);
    const { threshold } = this.#settings;
    this.#calls.shortest = threshold / 10;
    this.#link.change(plain(this.#settings));
    this.#heartbeat.start(Math.max(5, threshold / 2));
  }

  /** @param {{ start: number, end: number }} gap */
  #onGap({ start, end }) {
    const calls = this.#calls.take(start);
    if (end - start >= this.#settings.threshold) {
      const requests = this.#requests.within(start, end);
      this.#link.ask({ start, end, calls, gc: this.#collections.within(start, end), requests });
    }
    this.#requests.forget();
  }

  /** @param {Stall} stall */
  #found(stall) {
    if (threadId !== 0) this.#threads.postMessage(stall);
    this.findings.add(stall);
    if (stalls.hasSubscribers) stalls.publish(stall);
    this.#settings.onStall?.(stall);
  }

  stop() {
    process.off('exit', this.#onExit);
    this.#end();
    this.#link.close();
    this.#threads.close();
  }

  #end() {
    this.#heartbeat.stop();
    this.#heartbeat.beat();
    this.#uninstall();
    this.#collections.stop();
    this.#requests.stop();
    this.#link.end();
    if (threadId === 0) this.#takeLast();
  }

  /** What worker threads have sent before the end. */
  #takeLast() {
    // Node takes a BroadcastChannel too, which its types do not say.
    const port = /** @type {any} */ (this.#threads);
    for (let left = receiveMessageOnPort(port); left !== undefined; left = receiveMessageOnPort(port))
      this.#found(left.message);
  }
}

/** @param {Settings} settings */
function plain({ threshold, sample }) {
  return { threshold, sample };
}

module.exports = { Watched };
