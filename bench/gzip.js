'use strict';

/** CPU time of gzip at level 6 and of gunzip, on all threads together, and the size of what comes out. */

const { promisify } = require('node:util');
const zlib = require('node:zlib');
const { compress, decompress } = require('../index.js');
const { corpus } = require('./corpus.js');
const { interleaved, perCall, processCpu, spread } = require('./measure.js');
const { report } = require('./report.js');

const ROUNDS = 5;
const KIB = 1024;
const SIZES = [10 * KIB, 256 * KIB, 1024 * KIB, 8192 * KIB];
/** What one measurement goes through, in bytes: the system counts CPU time in steps of up to 4 ms. */
const BYTES_A_ROUND = 4096 * KIB;
/** As in a service that has something to do. */
const IN_FLIGHT = 4;
const LEVEL = 6;
const UNIT = 'ns of CPU a byte of plain data';
const SUBJECTS = ['offloop', 'node:zlib'];

const gzip = promisify(zlib.gzip);
const gunzip = promisify(zlib.gunzip);

async function main() {
  const kinds = Object.entries(corpus());
  const cases = SIZES.flatMap((size) =>
    kinds.map(([kind, data]) => ({ kind, plain: data.subarray(0, size) })),
  );
  await pack(cases);
  await unpack(cases);
}

async function pack(cases) {
  const table = report('gzip', { title: `gzip, level ${LEVEL}`, unit: UNIT, subjects: SUBJECTS });
  for (const { kind, plain } of cases) {
    const calls = [() => compress('gzip', plain), () => gzip(plain)];
    table.add(label(kind, plain), await cpuPerByte(plain.length, calls), await sizesOf(plain));
  }
  table.save();
}

async function unpack(cases) {
  const table = report('gunzip', { title: 'gunzip', unit: UNIT, subjects: SUBJECTS });
  for (const { kind, plain } of cases) {
    const packed = await gzip(plain);
    const calls = [() => decompress('gzip', packed), () => gunzip(packed)];
    table.add(label(kind, plain), await cpuPerByte(plain.length, calls));
  }
  table.save();
}

function label(kind, plain) {
  return `${kind}, ${plain.length / KIB} KiB`;
}

/** How many times smaller each makes the data. */
async function sizesOf(plain) {
  const [ours, theirs] = [await compress('gzip', plain), await gzip(plain)];
  return {
    ratio: (plain.length / ours.length).toFixed(3),
    'ratio of node:zlib': (plain.length / theirs.length).toFixed(3),
  };
}

async function cpuPerByte(size, calls) {
  const count = Math.ceil(BYTES_A_ROUND / size);
  const figures = await interleaved(calls, ROUNDS, async (call) => {
    const micros = await perCall(processCpu, { count, inFlight: IN_FLIGHT, call });
    return (micros * 1000) / size;
  });
  return figures.map(spread);
}

main();
