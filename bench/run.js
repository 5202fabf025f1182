'use strict';

/**
 * Runs the rows of the benchmark, or those named, each in a process of its own. `--quick` makes few rounds, to see
 * that all works; `--write` brings docs/performance.md and its plots up to date at the end.
 */

const { spawnSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { loadavg } = require('node:os');
const { basename, join } = require('node:path');
const { install, missing } = require('./peers/install.js');

/** The files of the rows in rows/, in groups, one a figure of the page. A row is named on the command line without its room. */
const ROWS = [
  'hash/hash-small',
  'jobs/hand-over',
  'hash/hash',
  'hash/hash-many',
  'codec/gzip',
  'codec/brotli',
  'codec/zstd',
  'codec/one-large-input',
  'hash/files',
  'jobs/scaling',
  'process/peak-memory',
  'event-loop/demo-under-load',
  'event-loop/timer-delay',
  'password/password',
  'json/json',
  'process/load-and-size',
  'workers/spawn',
  'workers/round-trip',
];
/** Only on demand: they take minutes. */
const LONG = [
  'process/memory-growth',
  'workers/workers',
  'workers/tasks',
  'workers/starts',
  'workers/start-parts',
  'workers/own-memory',
  'workers/pool-priority',
  'workers/map',
  'workers/share-or-copy',
  'images/images',
  'models/models',
  'video/video',
  'jobs/queue',
  'logging/logging',
  'services/services',
  'services/oversubscription',
];

async function main(named, { quick, write }) {
  install();
  // What other rows measured once, with other code, does not belong to a whole run.
  if (named.length === 0) rmSync(join(__dirname, 'results'), { recursive: true, force: true });
  for (const line of await missing()) console.log(`Left out: ${line}`);
  const env = { ...process.env, OFFLOOP_BENCH_QUICK: quick ? '1' : '0', OFFLOOP_BENCH_LOAD: loadavg()[0] };
  for (const row of named.length > 0 ? named.map(rowOf) : ROWS) run(`rows/${row}.js`, env);
  if (write) run('report/write.js', env);
}

/** @param {string} name */
function rowOf(name) {
  return [...ROWS, ...LONG].find((row) => basename(row) === name);
}

function run(file, env) {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, ['--expose-gc', join(__dirname, file)], {
    stdio: 'inherit',
    env,
  });
  console.log(`(${file}: ${((performance.now() - start) / 1000).toFixed(0)} s)`);
  if (status !== 0) process.exitCode = 1;
}

/** @param {string[]} rows */
const namesOf = (rows) => rows.map((row) => basename(row)).join(', ');

const given = process.argv.slice(2);
const flags = { quick: given.includes('--quick'), write: given.includes('--write') };
const names = given.filter((word) => !['--quick', '--write'].includes(word));
const unknown = names.filter((name) => rowOf(name) === undefined);
if (unknown.length > 0) {
  console.error(
    `No such row: ${unknown.join(', ')}. There are: ${namesOf(ROWS)}; on demand: ${namesOf(LONG)}`,
  );
  process.exit(1);
}
main(names, flags);
