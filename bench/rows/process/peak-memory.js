'use strict';

/** The most memory that a process takes for some work, beyond what it takes to load everything. */

const { webcrypto } = require('node:crypto');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { promisify } = require('node:util');
const zlib = require('node:zlib');
const { compress, decompress, hash } = require('../../../index.js');
const { KINDS } = require('../../inputs/corpus.js');
const { inProcessOfItsOwn, interleaved, QUICK, spread } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');

const KIB = 1024;
const MIB = KIB * KIB;
const ROUNDS = 3;
const SMALL = QUICK ? 500 : 5000;
const gzip = promisify(zlib.gzip);
const gunzip = promisify(zlib.gunzip);

/** The inputs. Each is read from a file, so that only the input is in memory before the work. */
const INPUTS = {
  plain: () => KINDS.binary(64 * MIB),
  packed: () => zlib.gzipSync(KINDS.binary(64 * MIB), { level: 1 }),
  small: () => KINDS.json(10 * KIB),
};

const TASKS = {
  'gzip of 64 MiB': {
    input: 'plain',
    offloop: (data) => compress('gzip', data),
    node: (data) => gzip(data),
  },
  'gunzip to 64 MiB': {
    input: 'packed',
    offloop: (data) => decompress('gzip', data),
    node: (data) => gunzip(data),
  },
  [`gzip of 10 KiB, ${SMALL} at once`]: {
    input: 'small',
    offloop: (data) => atOnce(() => compress('gzip', data)),
    node: (data) => atOnce(() => gzip(data)),
  },
  'sha256 of 64 MiB': {
    input: 'plain',
    offloop: (data) => hash('sha256', data),
    node: (data) => webcrypto.subtle.digest('SHA-256', data),
  },
};

function atOnce(call) {
  return Promise.all(Array.from({ length: SMALL }, call));
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'offloop-bench-'));
  try {
    for (const [name, make] of Object.entries(INPUTS)) writeFileSync(join(folder, name), make());
    await compareIn(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function compareIn(folder) {
  const subjects = ['offloop', 'node'];
  const title = 'Most resident memory, beyond the input';
  const table = report('peak-memory', { title, unit: 'MiB', digits: 0, subjects });
  for (const label of Object.keys(TASKS)) {
    const figures = await interleaved(
      subjects,
      ROUNDS,
      (subject) => inProcessOfItsOwn(__filename, [label, subject, folder]),
      { warmUp: false },
    );
    table.add(label, figures.map(spread));
  }
  table.save();
}

async function measure(label, subject, folder) {
  const { input, [subject]: work } = TASKS[label];
  const data = readFileSync(join(folder, input));
  const before = process.memoryUsage.rss();
  forgetPeak();
  await work(data);
  return (peak() - before) / MIB;
}

/** Resets the peak, so that loading does not count. Only Linux can. */
function forgetPeak() {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

function peak() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * KIB;
  const status = readFileSync('/proc/self/status', 'latin1');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) * KIB;
}

if (process.argv[2] === undefined) main();
else measure(...process.argv.slice(2)).then((figure) => console.log(JSON.stringify(figure)));
