'use strict';

const { channel } = require('node:diagnostics_channel');
const path = require('node:path');
const { MessageChannel, Worker, receiveMessageOnPort } = require('node:worker_threads');
const { CELLS, createCells, ring } = require('./cells.js');
const { monotonic } = require('./clock.js');
const { Collections } = require('./collections.js');
const { Heartbeat } = require('./heartbeat.js');
const { Findings } = require('./results/findings.js');
const { stallOf } = require('./results/stall.js');
const { TimedCalls } = require('./timed/calls.js');
const { install } = require('./timed/install.js');

/** @typedef {import('../../types/watch.js').Stall} Stall */
/** @typedef {{ threshold: number, sample: number, onStall: ((stall: Stall) => void) | undefined }} Settings */

/** How long the end of a process waits for the watcher, in milliseconds. */
const LAST_WAIT = 300;

const stalls = channel('offloop:stall');

/**
 * The watched side, in the thread whose loop it is: a heartbeat, timed calls, and what the watcher has answered.
 *
 * A stall is seen by the beat that ends it and sent to the watcher, in the next turn, when its garbage collections are known
 * too. The watcher answers with the cause. At the end of the process the turn is not awaited, and the answers are.
 */
class Watched {
  findings = new Findings();
  #cells = createCells();
  #base = monotonic();
  #calls = new TimedCalls();
  #collections = new Collections();
  #heartbeat = new Heartbeat(this.#cells, this.#base, (gap) => this.#onGap(gap));
  /** Stalls that wait for an answer, by their number. @type {Map<number, { start: number, end: number }>} */
  #open = new Map();
  #asked = 0;
  #settings;
  #port;
  #worker;
  #uninstall;
  #onExit = () => this.#end();

  /** @param {Settings} settings */
  constructor(settings) {
    this.#settings = settings;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(path.join(__dirname, 'bootstrap', 'watcher.js'), {
      name: 'offloop-watch',
      workerData: { cells: this.#cells, base: this.#base, port: port2, settings: this.#plainSettings() },
      transferList: [port2],
      execArgv: [],
      env: {},
    });
    this.#worker.unref();
    // Without a watcher stalls are found still, and not their lines.
    this.#worker.on('error', () => {});
    port1.on('message', (answer) => this.#onAnswer(answer));
    port1.unref();
    this.#uninstall = install(this.#calls);
    this.#collections.start();
    this.change({});
    process.on('exit', this.#onExit);
  }

  #plainSettings() {
    const { threshold, sample } = this.#settings;
    return { threshold, sample };
  }

  /** @param {Partial<Settings>} settings */
  change(settings) {
    Object.assign(this.#settings, settings);
    const { threshold } = this.#settings;
    this.#calls.shortest = threshold / 10;
    this.#port.postMessage({ settings: this.#plainSettings() });
    this.#heartbeat.start(Math.max(5, threshold / 2));
  }

  /** @param {{ start: number, end: number }} gap */
  #onGap({ start, end }) {
    const calls = this.#calls.take(start);
    if (end - start < this.#settings.threshold) return;
    this.#asked += 1;
    const id = this.#asked;
    this.#open.set(id, { start, end });
    const gc = this.#collections.within(start, end);
    this.#port.postMessage({ stall: { id, start, end, calls, gc } });
    ring(this.#cells);
  }

  /** @param {{ id: number, parts: import('./watcher/attribute.js').Suspect[] }} answer */
  #onAnswer({ id, parts }) {
    const span = /** @type {{ start: number, end: number }} */ (this.#open.get(id));
    this.#open.delete(id);
    const stall = stallOf(span, parts);
    this.findings.add(stall);
    if (stalls.hasSubscribers) stalls.publish(stall);
    this.#settings.onStall?.(stall);
  }

  stop() {
    this.#end();
    process.off('exit', this.#onExit);
    this.#port.close();
    this.#worker.terminate();
  }

  /** The last look, and the last answers. The watcher lets go of the debugger, or the process would wait for it. */
  #end() {
    this.#heartbeat.stop();
    this.#heartbeat.beat();
    this.#uninstall();
    this.#collections.stop();
    Atomics.store(this.#cells, CELLS.STOP, 1);
    ring(this.#cells);
    const deadline = monotonic() + LAST_WAIT;
    this.#await(CELLS.SESSION, (value) => value === 0, deadline);
    this.#await(CELLS.ANSWERS, (value) => value === this.#asked, deadline);
    for (
      let left = receiveMessageOnPort(this.#port);
      left !== undefined;
      left = receiveMessageOnPort(this.#port)
    )
      this.#onAnswer(left.message);
  }

  /**
   * @param {number} cell
   * @param {(value: number) => boolean} isDone
   * @param {number} deadline
   */
  #await(cell, isDone, deadline) {
    for (;;) {
      const value = Atomics.load(this.#cells, cell);
      if (isDone(value) || monotonic() > deadline) return;
      Atomics.wait(this.#cells, cell, value, 10);
    }
  }
}

module.exports = { Watched };
