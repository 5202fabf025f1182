'use strict';

const fs = require('node:fs');

/** What is added to the nice value of the scheduling group of a process that starts, and the largest that there is. */
const LOWERED_BY = 5;
const LARGEST = 19;
/** Milliseconds until the kernel is asked again. Of all users but root it takes one value in a tenth of a second. */
const AGAIN = 50;

/** Trees whose first process is not node, which has a session of its own below it. @type {Set<string | undefined>} */
const SUPERVISED = new Set(['pid-namespace', 'subreaper']);

/** Groups that wait for their nice value. Meanwhile no other is lowered, which would make them wait for longer. */
let waiting = 0;

/**
 * The priority of a worker process while it starts, which must not hold up the event loop. Where the kernel makes a group of
 * each session (`sched_autogroup`), a process in a session of its own has as much of a busy processor as all of the service.
 * Its group is lowered until the process is ready. Nothing else can be: to take a nice value of a process back needs rights
 * that few services have.
 */
class StartPriority {
  #isOver = false;
  /** The group's file: also after the end of the process it is not another one's. */
  #file = -1;
  #nice = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /**
   * The process runs.
   * @param {{ pid: number, isolation?: { processTree?: string } }} info
   */
  started({ pid, isolation }) {
    if (this.#isOver || waiting > 0 || SUPERVISED.has(isolation?.processTree)) return;
    try {
      this.#file = fs.openSync(`/proc/${pid}/autogroup`, 'r+');
      this.#lower();
    } catch {
      // There are no groups, or this process may not change that one. It starts as it is.
      this.ended();
    }
  }

  #lower() {
    const own = groupOf(fs.readFileSync('/proc/self/autogroup', 'utf8'));
    const group = groupOf(fs.readFileSync(this.#file, 'utf8'));
    // Only root could take back what is below 0.
    if (own === undefined || group === undefined || group.name === own.name || group.nice < 0)
      return this.ended();
    this.#nice = group.nice;
    fs.writeSync(this.#file, String(Math.min(LARGEST, group.nice + LOWERED_BY)));
  }

  /** The process is ready: its group has the nice value that it began with, as soon as the kernel takes it. */
  ready() {
    this.#isOver = true;
    if (this.#file < 0) return;
    try {
      fs.writeSync(this.#file, String(this.#nice));
      this.ended();
    } catch (/** @type {any} */ { code }) {
      if (code === 'EAGAIN') this.#tryAgain();
      else this.ended();
    }
  }

  #tryAgain() {
    if (this.#timer === undefined) waiting += 1;
    this.#timer = setTimeout(() => this.ready(), AGAIN).unref();
  }

  /** There is nothing more to be done, also because the process has ended. */
  ended() {
    this.#isOver = true;
    if (this.#timer !== undefined) waiting -= 1;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#file >= 0) fs.closeSync(this.#file);
    this.#file = -1;
  }
}

/**
 * What is in a file like `/autogroup-7 nice 5`.
 * @param {string} text
 */
function groupOf(text) {
  const found = /^(\S+) nice (-?\d+)$/m.exec(text);
  return found === null ? undefined : { name: found[1], nice: Number(found[2]) };
}

/**
 * Lowers the priority of a process when it runs, until the function that is returned is called.
 * @param {ReturnType<typeof import('../../../process/child.js').start>} child
 * @returns {() => void}
 */
function lowerUntilReady(child) {
  const priority = new StartPriority();
  child.started.then(
    (info) => priority.started(info),
    () => {},
  );
  child.ended.then(() => priority.ended());
  return () => priority.ready();
}

module.exports = { lowerUntilReady };
