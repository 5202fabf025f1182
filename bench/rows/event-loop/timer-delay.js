'use strict';

/** How late the event loop is while the cores are busy with jobs. */

const { randomBytes, webcrypto } = require('node:crypto');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setTimeout: sleep } = require('node:timers/promises');
const { promisify } = require('node:util');
const zlib = require('node:zlib');
const { compress, hash } = require('../../../index.js');
const { corpus } = require('../../inputs/corpus.js');
const { interleaved, spread } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');

const ROUNDS = 5;
const MILLISECONDS = 1000;
const IN_FLIGHT = 32;
const KIB = 1024;
const PERCENTILES = { p50: 50, p99: 99, longest: 100 };

const gzip = promisify(zlib.gzip);
const text = corpus().text.subarray(0, 256 * KIB);
const noise = randomBytes(1024 * KIB);

const JOBS = [
  {
    label: 'SHA-256 of 1 MiB',
    ours: () => hash('sha256', noise),
    peer: () => webcrypto.subtle.digest('SHA-256', noise),
  },
  { label: 'gzip of 256 KiB', ours: () => compress('gzip', text), peer: () => gzip(text) },
];

async function main() {
  const title = `Delay of the event loop, ${IN_FLIGHT} jobs under way`;
  const subjects = ['offloop', 'node:crypto, node:zlib', 'no jobs'];
  const table = report('timer-delay', { title, unit: 'ms', subjects, beside: ['no jobs'] });
  for (const { label, ours, peer } of JOBS) {
    const monitors = await interleaved([ours, peer, () => sleep(1)], ROUNDS, delays);
    for (const [name, percentile] of Object.entries(PERCENTILES)) {
      const figures = monitors.map((list) => list.map((monitor) => monitor.percentile(percentile) / 1e6));
      table.add(`${label}, ${name}`, figures.map(spread));
    }
  }
  table.save();
}

/** The delays while `job` is done over and over. */
async function delays(job) {
  let on = true;
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  const worker = async () => {
    while (on) await job();
  };
  monitor.enable();
  const workers = Array.from({ length: IN_FLIGHT }, worker);
  await sleep(MILLISECONDS);
  on = false;
  monitor.disable();
  await Promise.all(workers);
  return monitor;
}

main();
