'use strict';

/**
 * What a line of a log costs the service, by offloop/pino beside pino's own destinations: CPU time of the main thread, and how
 * late the event loop is under 50 000 lines a second. Less is better.
 */

const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { QUICK, inProcessOfItsOwn, interleaved, spread } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');

const SUBJECTS = {
  'offloop/pino': 'offloop',
  'pino.destination, sync': 'sync',
  'pino.destination, async': 'async',
  'pino/file transport': 'transport',
};
const ROUNDS = 7;
const FILE = join(__dirname, 'subject.js');

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'offloop-bench-'));
  const subjects = Object.keys(SUBJECTS);
  const measure = (mode, count) =>
    interleaved(Object.values(SUBJECTS), ROUNDS, async (subject) => {
      const { figure } = await inProcessOfItsOwn(FILE, [subject, mode, count, join(folder, 'log')]);
      return figure;
    });
  try {
    const cost = report('logging', {
      title: 'A line of a log: CPU time of the main thread',
      unit: 'µs',
      subjects,
    });
    cost.add('a line of 200 B', (await measure('cost', QUICK ? 5000 : 100_000)).map(spread));
    cost.save();
    const title = 'Lateness of the event loop under 50 000 lines a second, p99';
    const delay = report('logging-delay', { title, unit: 'ms', subjects });
    delay.add('lines of 200 B', (await measure('delay', QUICK ? 1 : 10)).map(spread));
    delay.save();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main();
