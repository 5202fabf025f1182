'use strict';

// Where the watcher's thread begins. It sleeps until the heartbeat of the main thread is late, samples it while it is, and
// answers for each stall what took the time.

const { workerData } = require('node:worker_threads');
const { setImmediate: turn } = require('node:timers/promises');
const { CELLS } = require('../cells.js');
const { monotonic } = require('../clock.js');
const { attribute } = require('./attribute.js');
const { CoreWait } = require('./core-wait.js');
const { Sampler } = require('./sampler.js');

/** @type {{ cells: Int32Array, base: number, port: import('node:worker_threads').MessagePort, settings: { threshold: number, sample: number } }} */
const { cells, base, port, settings } = workerData;
const sampler = new Sampler(cells);
const coreWait = new CoreWait();

/** While a stall lasts, the heartbeat is looked at this often, in milliseconds. */
const LOOK = 5;

port.on('message', (/** @type {any} */ message) => {
  if (message.settings !== undefined) Object.assign(settings, message.settings);
  else answer(message);
});

/** @param {{ id: number, stall: import('./attribute.js').Stall }} question */
function answer({ id, stall }) {
  coreWait.read(monotonic());
  const wait = coreWait.between(stall.start, stall.end);
  const parts = attribute(stall, sampler.take(stall.start, stall.end), wait);
  port.postMessage({ id, parts });
  Atomics.add(cells, CELLS.ANSWERS, 1);
  Atomics.notify(cells, CELLS.ANSWERS);
}

async function watch() {
  while (Atomics.load(cells, CELLS.STOP) === 0) {
    const beat = Atomics.load(cells, CELLS.BEAT);
    const late = monotonic() - base - beat;
    if (late < settings.threshold) {
      coreWait.read(monotonic());
      sleep(settings.threshold - late);
    } else {
      await sampler.sampleStall(beat, settings.sample);
      while (Atomics.load(cells, CELLS.BEAT) === beat && Atomics.load(cells, CELLS.STOP) === 0) {
        sleep(LOOK);
        await turn();
      }
    }
    // Messages are received.
    await turn();
  }
}

/** @param {number} time milliseconds */
function sleep(time) {
  Atomics.wait(cells, CELLS.BELL, 0, time);
}

watch();
