'use strict';

// Where the watcher's thread begins. It sleeps until the heartbeat of the watched thread is late, samples it while it is, and
// answers for each stall what took the time, and for starvation who had libuv's threads.

const { setImmediate: turn } = require('node:timers/promises');
const { workerData } = require('node:worker_threads');
const { CELLS } = require('../cells.js');
const { monotonic } = require('../../clock.js');
const { untilLoopWorks } = require('../idle-loop.js');
const { causesOf } = require('./causes.js');
const { holdersOf } = require('./holders.js');
const { Sampler } = require('./sampler.js');
const { ThreadTimes } = require('./thread-times.js');

/**
 * @typedef {object} WatcherData
 * @property {Int32Array} cells
 * @property {number} base time from which beats count
 * @property {import('node:worker_threads').MessagePort} port
 * @property {{ threshold: number, sample: number }} settings
 * @property {number} thread that is watched: its `threadId`
 * @property {string | undefined} task its folder in /proc
 */

/** @type {WatcherData} */
const { cells, base, port, settings, thread, task } = workerData;
const times = new ThreadTimes(task);
const sampler = new Sampler(cells, thread, times);
Atomics.store(cells, CELLS.CLOCK, times.isKnown ? 1 : 0);

let seenMail = 0;
/** The number of the watched loop, once it is idle; null where it cannot be asked. @type {number | null} */
let loop = null;

/** While a stall lasts, the heartbeat is looked at this often, in milliseconds. */
const LOOK = 5;
/** Between two readings of the processor time of a thread that does not stall, in milliseconds: they cost as much as a look. */
const READING = 200;
/** An idle thread that has run for longer than this between two looks is woken, in milliseconds. */
const WORK = 1;

port.on('message', (/** @type {any} */ message) => {
  if (message.settings !== undefined) Object.assign(settings, message.settings);
  else if (message.loop !== undefined) loop = message.loop;
  else answer(message);
});

/** @param {{ id: number, stall?: import('./causes.js').Stall, taken: import('../starvation/probe.js').Taken }} question */
function answer({ id, stall, taken }) {
  const parts = stall === undefined ? holdersOf(taken) : partsOf(stall);
  port.postMessage({ id, parts, fault: sampler.fault });
  Atomics.add(cells, CELLS.ANSWERS, 1);
  Atomics.notify(cells, CELLS.ANSWERS);
}

/** @param {import('./causes.js').Stall} stall */
function partsOf(stall) {
  times.read(monotonic());
  const wait = times.waitBetween(stall.start, stall.end);
  return causesOf(stall, sampler.take(stall.start, stall.end), wait);
}

async function watch() {
  while (!is(CELLS.STOP)) {
    if (is(CELLS.ALERT)) await watchBeats();
    else await watchIdle();
  }
}

/** Waits for the next beat, and samples where it is late. */
async function watchBeats() {
  const now = monotonic();
  const late = now - base - Atomics.load(cells, CELLS.BEAT);
  const isLate = late >= settings.threshold;
  if (isLate || times.age(now) >= READING) times.read(now);
  if (!isLate) return rest(settings.threshold - late);
  const beat = Atomics.load(cells, CELLS.BEAT);
  if (now - base - beat < settings.threshold) return;
  await sampler.sampleStall(beat, base + beat, settings);
  await untilBeat(beat, Infinity);
}

/** Wakes a thread that works. One that does not wake up stalls. */
async function watchIdle() {
  // Most of the life of a program.
  if (loop !== null) await untilLoopWorks(loop, settings.threshold);
  else if (!(await seenRunning())) return;
  if (is(CELLS.ALERT) || is(CELLS.STOP)) return;
  const beat = Atomics.load(cells, CELLS.BEAT);
  const woken = monotonic();
  times.read(woken);
  port.postMessage({ wake: true });
  await untilBeat(beat, woken + settings.threshold);
  if (Atomics.load(cells, CELLS.BEAT) !== beat || is(CELLS.STOP)) return;
  await sampler.sampleStall(beat, woken, settings);
  await untilBeat(beat, Infinity);
}

/**
 * Waits until the watched thread has run for a while, by the system's count, where the addon cannot look at its loop.
 * @returns {Promise<boolean>} false where something else is to be done first
 */
async function seenRunning() {
  // A loop without promises costs half of one with them.
  while (times.read(monotonic()) < WORK) {
    Atomics.wait(cells, CELLS.MAIL, seenMail, 2 * settings.threshold);
    if (Atomics.load(cells, CELLS.MAIL) !== seenMail) {
      await rest(0);
      return false;
    }
    if (is(CELLS.ALERT) || is(CELLS.STOP)) return false;
  }
  return true;
}

/**
 * @param {number} beat the last one
 * @param {number} deadline
 */
async function untilBeat(beat, deadline) {
  while (Atomics.load(cells, CELLS.BEAT) === beat && !is(CELLS.STOP) && monotonic() < deadline)
    await rest(LOOK);
}

/**
 * Sleeps without turns of this thread's own loop, which cost most of what a look does. Only messages need them.
 * @param {number} time milliseconds
 */
async function rest(time) {
  const mail = Atomics.load(cells, CELLS.MAIL);
  if (mail === seenMail) Atomics.wait(cells, CELLS.MAIL, mail, time);
  if (Atomics.load(cells, CELLS.MAIL) === seenMail) return;
  seenMail = Atomics.load(cells, CELLS.MAIL);
  await turn();
}

/** @param {number} cell */
function is(cell) {
  return Atomics.load(cells, cell) === 1;
}

watch();
