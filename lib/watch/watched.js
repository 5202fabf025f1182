'use strict';

const { channel } = require('node:diagnostics_channel');
const { BroadcastChannel, receiveMessageOnPort, threadId } = require('node:worker_threads');
const { Collections } = require('./collections.js');
const { Heartbeat } = require('./heartbeat.js');
const { Requests } = require('./requests.js');
const { Findings } = require('./results/findings.js');
const { stallOf } = require('./results/stall.js');
const { starvationOf } = require('./results/starvation.js');
const { OpenJobs } = require('./starvation/jobs.js');
const { PoolProbe } = require('./starvation/probe.js');
const { TimedCalls } = require('./timed/calls.js');
const { install } = require('./timed/install.js');
const { WatcherLink } = require('./watcher-link.js');

/** @typedef {import('../../types/watch.js').Stall} Stall */
/** @typedef {import('../../types/watch.js').Starvation} Starvation */
/**
 * @typedef {object} Settings
 * @property {number} threshold
 * @property {number} sample
 * @property {((stall: Stall) => void) | undefined} onStall
 * @property {((starvation: Starvation) => void) | undefined} onStarvation
 */

const stalls = channel('offloop:stall');
const starvations = channel('offloop:starvation');

/**
 * The watched side, in the thread whose loop it is: a heartbeat and timed calls. A stall is seen by the beat that ends it,
 * and sent to the watcher, which answers what took the time.
 */
class Watched {
  findings = new Findings();
  #calls = new TimedCalls(() => this.#requests.current);
  #collections = new Collections();
  #requests;
  #jobs = new OpenJobs(() => this.#probe.onJob());
  #probe = new PoolProbe(this.#jobs, (taken) => this.#onTaken(taken));
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
    this.#link = new WatcherLink(plain(settings), () => this.#heartbeat.wake());
    this.#requests = new Requests(this.#link.cells);
    this.#heartbeat = new Heartbeat(
      this.#link.cells,
      this.#link.base,
      (gap) => this.#onGap(gap),
      () => this.#link.mayRest(),
    );
    this.#uninstall = install(this.#calls, this.#jobs);
    this.#collections.start();
    this.#requests.start();
    if (threadId === 0) this.#threads.onmessage = ({ data }) => this.#foundByThread(data);
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
    this.#probe.threshold = threshold;
    this.#link.change(plain(this.#settings));
    this.#heartbeat.start(Math.max(5, threshold / 2));
  }

  /** @param {{ start: number, end: number }} gap */
  #onGap({ start, end }) {
    const calls = this.#calls.take(start);
    if (end - start >= this.#settings.threshold) {
      const requests = this.#requests.within(start, end);
      const stall = { start, end, calls, gc: this.#collections.within(start, end), requests };
      this.#link.ask({ stall }, (parts) => this.#foundHere(stallOf(stall, parts)));
    }
    this.#requests.forget();
    this.#probe.send();
  }

  /** @param {import('./starvation/probe.js').Taken} taken */
  #onTaken(taken) {
    this.#link.ask({ taken }, (holders) => this.#foundStarvation(starvationOf(taken, holders)));
  }

  /** @param {Stall} stall of this thread */
  #foundHere(stall) {
    this.#requests.onStall(stall);
    this.#found(stall);
  }

  /** @param {Stall} stall */
  #found(stall) {
    if (threadId !== 0) this.#threads.postMessage({ stall });
    this.findings.add(stall);
    if (stalls.hasSubscribers) stalls.publish(stall);
    this.#settings.onStall?.(stall);
  }

  /** @param {Starvation} starvation */
  #foundStarvation(starvation) {
    if (threadId !== 0) this.#threads.postMessage({ starvation });
    this.findings.addStarvation(starvation);
    if (starvations.hasSubscribers) starvations.publish(starvation);
    this.#settings.onStarvation?.(starvation);
  }

  /** @param {any} message of a worker thread */
  #foundByThread({ stall, starvation }) {
    if (stall !== undefined) this.#found(stall);
    else this.#foundStarvation(starvation);
  }

  stop() {
    process.off('exit', this.#onExit);
    this.#end();
    // As the process ends functions stay as they are: the program may compare them with those that it had before.
    this.#uninstall();
    this.#link.close();
    this.#threads.close();
  }

  #end() {
    this.#heartbeat.stop();
    this.#heartbeat.beat();
    this.#probe.stop();
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
      this.#foundByThread(left.message);
  }
}

/** @param {Settings} settings */
function plain({ threshold, sample }) {
  return { threshold, sample };
}

module.exports = { Watched };
