'use strict';

const { readlinkSync } = require('node:fs');
const path = require('node:path');
const { MessageChannel, Worker, receiveMessageOnPort, threadId } = require('node:worker_threads');
const { CELLS, createCells, ring } = require('./cells.js');
const { monotonic } = require('../clock.js');
const { knownLoop } = require('./idle-loop.js');

/** @typedef {import('./watcher/causes.js').Stall} Stall */
/** @typedef {{ stall: Stall } | { taken: import('./starvation/probe.js').Taken }} Question */
/** What the watcher knows of it: for a stall what took its time, for starvation who had the threads. @typedef {(parts: any[]) => void} OnAnswer */
/** @typedef {{ threshold: number, sample: number }} Settings */

/** How long the end of a process waits for the watcher, in milliseconds. */
const LAST_WAIT = 300;

/**
 * The watcher's thread, as the watched thread has it. Each question is answered once: by the watcher, or, where that has failed
 * or is too slow at the end of the process, with nothing seen.
 */
class WatcherLink {
  cells = createCells();
  /** Time from which the beats in the cells count. */
  base = monotonic();
  /** Why there is no watcher. @type {string | undefined} */
  fault;
  /** Why there were no samples. @type {string | undefined} */
  samplingFault;
  /** What waits for an answer, by its number. @type {Map<number, OnAnswer>} */
  #open = new Map();
  #asked = 0;
  #onWake;
  /** The number by which the watcher has this thread's loop. @type {number | null | undefined} */
  #loop;
  #port;
  /** @type {Worker | undefined} */
  #worker;

  /**
   * @param {Settings} settings
   * @param {() => void} onWake the watcher has seen this thread work
   */
  constructor(settings, onWake) {
    this.#onWake = onWake;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    try {
      this.#worker = this.#started({ port: port2, settings });
    } catch (/** @type {any} */ error) {
      // The permission model forbids threads: stalls have their length and their timed calls.
      this.fault = error.message;
    }
    port1.on('message', (message) => this.#receive(message));
    port1.unref();
  }

  /** @param {{ port: import('node:worker_threads').MessagePort, settings: Settings }} given */
  #started({ port, settings }) {
    const workerData = { cells: this.cells, base: this.base, port, settings, thread: threadId, task: task() };
    const worker = new Worker(path.join(__dirname, 'bootstrap', 'watcher.js'), {
      name: 'offloop-watch',
      workerData,
      transferList: [port],
      execArgv: [],
      env: {},
    });
    worker.unref();
    worker.on('error', (error) => this.#fail(error));
    return worker;
  }

  /** @param {Settings} settings */
  change(settings) {
    this.#port.postMessage({ settings });
    ring(this.cells);
  }

  /** Whether the watcher can see this thread begin to work, when its heartbeat is rare. */
  mayRest() {
    if (this.fault !== undefined) return false;
    if (this.#loop === undefined) {
      this.#loop = knownLoop();
      this.#port.postMessage({ loop: this.#loop });
      ring(this.cells);
    }
    return this.#loop !== null || Atomics.load(this.cells, CELLS.CLOCK) === 1;
  }

  /**
   * @param {Question} question
   * @param {OnAnswer} onAnswer
   */
  ask(question, onAnswer) {
    this.#asked += 1;
    this.#open.set(this.#asked, onAnswer);
    if (this.fault !== undefined)
      return this.#receive({ id: this.#asked, parts: partsWithoutWatcher(question) });
    this.#port.postMessage({ id: this.#asked, ...question });
    ring(this.cells);
  }

  /** @param {{ id: number, parts: any[], fault?: string, wake?: boolean }} message */
  #receive({ id, parts, fault, wake }) {
    if (wake) return this.#onWake();
    this.samplingFault = fault ?? this.samplingFault;
    const onAnswer = this.#open.get(id);
    this.#open.delete(id);
    onAnswer?.(parts);
  }

  /** @param {Error} error */
  #fail(error) {
    this.fault = error.message;
    for (const id of this.#open.keys()) this.#receive({ id, parts: [] });
  }

  /** Takes the last answers. The watcher lets go of the debugger, or node would wait for it. */
  end() {
    Atomics.store(this.cells, CELLS.STOP, 1);
    ring(this.cells);
    const deadline = monotonic() + (this.fault === undefined ? LAST_WAIT : 0);
    this.#await(CELLS.SESSION, (value) => value === 0, deadline);
    this.#await(CELLS.ANSWERS, (value) => value === this.#asked, deadline);
    for (
      let left = receiveMessageOnPort(this.#port);
      left !== undefined;
      left = receiveMessageOnPort(this.#port)
    )
      this.#receive(left.message);
    for (const id of this.#open.keys()) this.#receive({ id, parts: [] });
  }

  close() {
    this.#port.close();
    this.#worker?.terminate();
  }

  /**
   * @param {number} cell
   * @param {(value: number) => boolean} isDone
   * @param {number} deadline
   */
  #await(cell, isDone, deadline) {
    for (;;) {
      const value = Atomics.load(this.cells, cell);
      if (isDone(value) || monotonic() > deadline) return;
      Atomics.wait(this.cells, cell, value, 10);
    }
  }
}

/**
 * What is known without samples.
 * @param {any} question
 */
function partsWithoutWatcher({ stall, taken }) {
  if (stall !== undefined) return require('./watcher/causes.js').causesOf(stall, [], 0);
  return require('./watcher/holders.js').holdersOf(taken);
}

/** This thread's folder in /proc, where there is one. */
function task() {
  try {
    return readlinkSync('/proc/thread-self');
  } catch {
    return undefined;
  }
}

module.exports = { WatcherLink };
