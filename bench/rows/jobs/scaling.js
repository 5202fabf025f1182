'use strict';

/** One call that all threads share, by the number of threads, and the model of how far that goes. */

const { availableParallelism } = require('node:os');
const { compress, compressMany, configure, hash, hashMany } = require('../../../index.js');
const { KINDS } = require('../../inputs/corpus.js');
const { inProcessOfItsOwn, interleaved, QUICK, spreadOf } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');
const { copySpeed } = require('./scaling/copy.js');
const { fit } = require('./scaling/model.js');

const MIB = 1 << 20;
const SIZE = (QUICK ? 8 : 32) * MIB;
const ROUNDS = 3;
/** Each process runs this many times, and the fastest counts: the first runs find cold caches. */
const TIMES = 3;
const COPY = 'copies of memory, no work';

const TASKS = {
  'gzip of one input': (data) => compress('gzip', data),
  'zstd, seekable, of one input': (data) => compress('zstd', data, { seekable: true }),
  'brotli of pieces of 1 MiB': (data) => compressMany('br', pieces(data)),
  'sha256 of pieces of 1 MiB': (data) => hashMany('sha256', pieces(data)),
  'blake3 of one input': (data) => hash('blake3', data),
};

function pieces(data) {
  return Array.from({ length: data.length / MIB }, (_, index) =>
    data.subarray(index * MIB, (index + 1) * MIB),
  );
}

async function main() {
  const cores = availableParallelism();
  const counts = threadCounts(cores);
  const measured = await interleaved(counts, ROUNDS, (threads) => inProcessOfItsOwn(__filename, [threads]), {
    warmUp: false,
  });
  const subjects = counts.map((count) => (count === 1 ? '1 thread' : `${count} threads`));
  const title = `Speed by threads, on ${cores} cores`;
  const table = report('scaling', { title, unit: 'MB/s', subjects, better: 'more', digits: 0 });
  const spreads = measured.map((list) => spreadOf(list));
  for (const label of [...Object.keys(TASKS), COPY]) {
    const figures = spreads.map((tasks) => tasks[label]);
    table.add(label, figures, label === COPY ? {} : model(counts, figures, cores));
  }
  table.save();
}

/** All cores first, then one thread, with which it is compared; then what lies between, and more than cores. */
function threadCounts(cores) {
  const between = [];
  for (let count = 2; count < cores; count *= 2) between.push(count);
  return [...new Set([cores, 1, ...between, 2 * cores])];
}

function model(counts, figures, cores) {
  const points = counts
    .map((threads, index) => ({ threads, time: SIZE / 1000 / figures[index].median }))
    .filter(({ threads }) => threads <= cores);
  if (points.length < 2) return {};
  const { serial, parallel } = fit(points);
  const most = serial > 0 ? `${((serial + parallel) / serial).toFixed(0)} times` : 'none seen';
  return {
    'serial part': `${((100 * serial) / (serial + parallel)).toFixed(1)} %`,
    'limit of the speed-up': most,
  };
}

/** Megabytes a second of each task, by the number of threads. */
async function measure(threads) {
  configure({ threads });
  const data = KINDS.source(SIZE);
  const speeds = {};
  for (const [label, task] of Object.entries(TASKS))
    speeds[label] = SIZE / 1000 / (await fastest(task, data));
  speeds[COPY] = await copySpeed(threads);
  return speeds;
}

async function fastest(task, data) {
  const times = [];
  for (let time = 0; time < TIMES; time += 1) {
    const start = performance.now();
    await task(data);
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

if (process.argv[2] === undefined) main();
else measure(Number(process.argv[2])).then((figures) => console.log(JSON.stringify(figures)));
