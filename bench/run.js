'use strict';

/**
 * Runs the rows of the benchmark, or those named, each in a process of its own. `--quick` makes few rounds, to see
 * that all works; `--write` brings docs/performance.md and its plots up to date at the end.
 */

const { spawnSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { loadavg } = require('node:os');
const { join } = require('node:path');
const { install, missing } = require('./peers.js');

/** In groups, one a figure of the page. */
const ROWS = [
  'hash-small',
  'hand-over',
  'hash',
  'hash-many',
  'gzip',
  'brotli',
  'zstd',
  'big',
  'files',
  'scaling',
  'memory',
  'event-loop',
  'loop-delay',
  'password',
  'json',
  'footprint',
  'spawn',
  'round-trip',
];
/** Only on demand: they take minutes. */
const LONG = ['rss', 'workers'];

async function main(named, { quick, write }) {
  install();
  // What other rows measured once, with other code, is no part of a whole run.
  if (named.length === 0) rmSync(join(__dirname, 'results'), { recursive: true, force: true });
  for (const line of await missing()) console.log(`Left out: ${line}`);
  const env = { ...process.env, OFFLOOP_BENCH_QUICK: quick ? '1' : '0', OFFLOOP_BENCH_LOAD: loadavg()[0] };
  for (const name of named.length > 0 ? named : ROWS) run(`${name}.js`, env);
  if (write) run('write.js', env);
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

const given = process.argv.slice(2);
const flags = { quick: given.includes('--quick'), write: given.includes('--write') };
const names = given.filter((word) => !['--quick', '--write'].includes(word));
const unknown = names.filter((name) => ![...ROWS, ...LONG].includes(name));
if (unknown.length > 0) {
  console.error(
    `No such row: ${unknown.join(', ')}. There are: ${ROWS.join(', ')}; on demand: ${LONG.join(', ')}`,
  );
  process.exit(1);
}
main(names, flags);
