'use strict';

/** What starting ten commands costs the event loop of a large process. */

const childProcess = require('node:child_process');
const { setTimeout: sleep } = require('node:timers/promises');
const { promisify } = require('node:util');
const { execFile } = require('../../../index.js');
const { interleaved, spread, threadCpu } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');

const ROUNDS = 5;
const COMMANDS = 10;
const GIB = 1024 ** 3;
/** Parents of this much resident memory. */
const SIZES = [0, 1];
/** Has the memory resident: nothing else would be copied. */
const held = [];

const nodes = promisify(childProcess.execFile);

async function main() {
  const title = `Event loop of a large process, starting ${COMMANDS} commands`;
  const table = report('spawn', {
    title,
    unit: 'ms',
    subjects: ['offloop', 'node:child_process'],
    digits: 1,
  });
  for (const size of SIZES) {
    while (held.length < size) held.push(Buffer.alloc(GIB, 1));
    const figures = await interleaved([execFile, nodes], ROUNDS, startAll);
    const resident = `${(process.memoryUsage().rss / GIB).toFixed(1)} GiB`;
    for (const [label, figure] of Object.entries(FIGURES)) {
      table.add(
        `${resident}, ${label}`,
        figures.map((list) => spread(list.map(figure))),
      );
    }
  }
  table.save();
}

const FIGURES = {
  'stopped by the calls': ({ stopped }) => stopped,
  'its CPU time until all have ended': ({ cpu }) => cpu,
};

/** Milliseconds that the loop stands still while commands are started, and that its thread works until they ended. */
async function startAll(run) {
  await sleep(20);
  const before = threadCpu();
  const start = performance.now();
  const commands = Array.from({ length: COMMANDS }, () => run('true'));
  const stopped = performance.now() - start;
  await Promise.all(commands);
  return { stopped, cpu: (threadCpu() - before) / 1000 };
}

main();
