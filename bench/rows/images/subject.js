'use strict';

// One subject of the row `images`, in a process of its own: SUBJECT WHAT COUNT PHOTO. Prints its figures as JSON.

const { readFileSync } = require('node:fs');
const { readFile } = require('node:fs/promises');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setTimeout: sleep } = require('node:timers/promises');
const { ImagePool } = require('../../../image.js');
const { childrenCpu } = require('../../measure/children-cpu.js');
const { processCpu } = require('../../measure/measure.js');

const WIDTH = 200;
const AVIF = /** @type {const} */ ({ width: 1600, format: 'avif', effort: 6 });

const [subject, what, count, photo] = process.argv.slice(2);
const input = readFileSync(photo);

/** How each subject makes an image small, and how it stops one after a second. */
const SUBJECTS = {
  pool() {
    const images = new ImagePool({ maxWorkers: 2, maxQueue: Infinity, taskTimeout: 0 });
    return {
      resize: () => images.resize(input, { width: WIDTH }),
      stop: (signal) => images.resize(input, { ...AVIF, signal }),
      close: () => images.close(),
    };
  },
  sharp() {
    const sharp = require('sharp');
    return {
      resize: () => sharp(input).autoOrient().resize(WIDTH).toBuffer(),
      // It takes no signal; this is its own way.
      stop: () =>
        sharp(input).timeout({ seconds: 1 }).resize(AVIF.width).avif({ effort: AVIF.effort }).toBuffer(),
      close: () => {},
    };
  },
};

const MEASURES = {
  async 'at-once'({ resize }) {
    await Promise.all([resize(), resize()]);
    // By themselves, since the reads and a clock that ticks every millisecond take time of the processor, and more of it
    // where they are not held up.
    const figures = await costs(resize);
    const monitor = monitorEventLoopDelay({ resolution: 1 });
    const reads = readAgainAndAgain();
    monitor.enable();
    await atOnce(resize);
    monitor.disable();
    return { ...figures, read: percentile(await reads.end(), 0.99), stall: monitor.max / 1e6 };
  },

  async abort({ resize, stop }) {
    await resize();
    const controller = new AbortController();
    const call = stop(controller.signal).catch(() => {});
    await sleep(1000);
    const start = performance.now();
    controller.abort();
    await call;
    return { end: performance.now() - start };
  },

  async many({ resize }) {
    const tenth = Number(count) / 10;
    const samples = [];
    for (let sample = 0; sample < 10; sample += 1) {
      let left = tenth;
      const caller = async () => {
        while (left-- > 0) await resize();
      };
      await Promise.all([caller(), caller()]);
      samples.push(process.memoryUsage().rss / 1e6);
    }
    return { first: samples[0], last: samples[9] };
  },
};

function atOnce(resize) {
  return Promise.all(Array.from({ length: Number(count) }, resize));
}

async function costs(resize) {
  const [own, children, start] = [processCpu(), childrenCpu(), performance.now()];
  await atOnce(resize);
  const wall = performance.now() - start;
  const cpu = { own: (processCpu() - own) / 1000, children: childrenCpu() - children };
  const each = (/** @type {number} */ sum) => sum / Number(count);
  return { wall: each(wall), cpu: each(cpu.own + cpu.children), own: each(cpu.own) };
}

/** How long reading a small file takes, one read after the other. */
function readAgainAndAgain() {
  const times = [];
  let isEnded = false;
  const loop = (async () => {
    while (!isEnded) {
      const start = performance.now();
      await readFile(__filename);
      times.push(performance.now() - start);
      await sleep(2);
    }
  })();
  return {
    async end() {
      isEnded = true;
      await loop;
      return times;
    },
  };
}

/** @param {number[]} list */
function percentile(list, part) {
  const sorted = list.sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

async function main() {
  const made = SUBJECTS[subject]();
  const figures = await MEASURES[what](made);
  await made.close();
  console.log(JSON.stringify(figures));
}

main();
