'use strict';

/**
 * Ten worker processes from a program of 1 GB that has no pool yet: for how long its event loop stands still, turning without
 * rest, and how soon all are ready. Less is better.
 */

const { join } = require('node:path');
const { QUICK, inProcessOfItsOwn, interleaved, spread } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');

const SUBJECT = join(__dirname, 'starts/subject.js');
const SUBJECTS = { 'WorkerPool, process': 'pool', 'child_process.fork': 'fork' };
const ROUNDS = 5;
const BYTES = QUICK ? 2 ** 27 : 2 ** 30;
const WORKERS = 10;

/** Each is a figure of the program while its loop is `busy` or has nothing else to do. */
const LINES = [
  { label: 'longest gap, the loop turning', loop: 'busy', figure: ({ longest }) => longest },
  { label: 'sum of gaps over 4 ms, the loop turning', loop: 'busy', figure: ({ sum }) => sum },
  { label: 'until all are ready, the loop turning', loop: 'busy', figure: ({ ready }) => ready },
  { label: 'until all are ready, the loop idle', loop: 'idle', figure: ({ ready }) => ready },
];

async function main() {
  const subjects = Object.keys(SUBJECTS);
  const title = `Ten workers from a program of ${QUICK ? '128 MB' : '1 GB'}`;
  const table = report('starts', { title, unit: 'ms', subjects, digits: 1 });
  const measured = { busy: await starts('busy'), idle: await starts('idle') };
  for (const { label, loop, figure } of LINES)
    table.add(
      label,
      measured[loop].map((list) => spread(list.map(figure))),
    );
  table.save();
}

/** @param {'busy' | 'idle'} loop */
function starts(loop) {
  return interleaved(Object.values(SUBJECTS), ROUNDS, (subject) =>
    inProcessOfItsOwn(SUBJECT, [subject, loop, WORKERS, BYTES]),
  );
}

main();
