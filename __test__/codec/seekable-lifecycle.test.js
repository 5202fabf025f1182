'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { Worker } = require('node:worker_threads');
const { compressSync, openSeekable } = require('../../index.js');
const { useFolder } = require('../helpers/folder.js');
const { mixed } = require('./helpers/samples.js');
const { outputOf } = require('../helpers/program.js');

const OFFLOOP = JSON.stringify(path.join(__dirname, '../../index.js'));
const INPUT = mixed((4 << 20) + 99);
const PACKED = compressSync('zstd', INPUT, { seekable: true });
const folder = useFolder();

function file() {
  const name = folder.at('data.zst');
  fs.writeFileSync(name, PACKED);
  return name;
}

/** Opens what it is given, says so, and reads all of it again and again. */
const READS_ON = `
  const { parentPort, workerData } = require('node:worker_threads');
  require(${OFFLOOP}).openSeekable(workerData).then(async (reader) => {
    parentPort.postMessage('open');
    for (;;) await Promise.all([reader.read(0, reader.size), reader.read(5, 5)]);
  });`;

test.each([
  ['a file', file],
  ['data', () => PACKED],
])('a thread that reads %s can be ended', async (_, source) => {
  for (let round = 0; round < 3; round += 1) {
    const worker = new Worker(READS_ON, { eval: true, workerData: source() });
    await once(worker, 'message');
    await worker.terminate();
  }
  const reader = await openSeekable(source());
  expect((await reader.read(0, INPUT.length)).equals(INPUT)).toBe(true);
  await reader.close();
});

test('a reader that stays open does not keep the process', () => {
  const program = `
    const { openSeekable } = require(${OFFLOOP});
    openSeekable(process.argv[1]).then((reader) => reader.read(0, 5)).then((part) => console.log(part.length));`;
  expect(outputOf(process.execPath, ['-e', program, file()])).toBe('5\n');
});

test('a reader that runs is stopped by its signal, and others go on', async () => {
  const reader = await openSeekable(file());
  const controller = new AbortController();
  const reads = [0, 1, 2, 3].map((index) =>
    reader.read(0, INPUT.length, index % 2 ? {} : { signal: controller.signal }),
  );
  const outcomes = Promise.allSettled(reads);
  setImmediate(() => controller.abort());
  const settled = await outcomes;
  const isWhole = (outcome) => outcome.status === 'fulfilled' && outcome.value.equals(INPUT);
  for (const outcome of [settled[1], settled[3]]) expect(isWhole(outcome)).toBe(true);
  // Those that were done before the abort are whole.
  for (const outcome of [settled[0], settled[2]])
    expect(
      isWhole(outcome) || /** @type {PromiseRejectedResult} */ (outcome).reason.code === 'ABORT_ERR',
    ).toBe(true);
  await reader.close();
});
