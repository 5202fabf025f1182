'use strict';

/** Runs the rows of the benchmark, or those named, each in a process of its own. */

const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const ROWS = [
  'hash-small',
  'hand-over',
  'gzip',
  'json',
  'password',
  'footprint',
  'loop-delay',
  'spawn',
  'round-trip',
];
/** Only on demand: they take minutes. */
const LONG = ['rss', 'workers'];

const names = process.argv.slice(2);
const unknown = names.filter((name) => ![...ROWS, ...LONG].includes(name));
if (unknown.length > 0) {
  console.error(
    `No such row: ${unknown.join(', ')}. There are: ${ROWS.join(', ')}; on demand: ${LONG.join(', ')}`,
  );
  process.exit(1);
}
for (const name of names.length > 0 ? names : ROWS) {
  const { status } = spawnSync(process.execPath, ['--expose-gc', join(__dirname, `${name}.js`)], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
