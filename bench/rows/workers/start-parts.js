'use strict';

/**
 * What the start of a worker process consists of, up to its first result, beside a child of fork: the second start of a program,
 * as the first loads what pools need. Less is better.
 */

const { join } = require('node:path');
const { inProcessOfItsOwn, interleaved, spread } = require('../../measure/measure.js');
const { ROOT, withPackage } = require('../../measure/packed.js');
const { report } = require('../../report/report.js');

const SUBJECT = join(__dirname, 'start-parts/subject.js');
const ROUNDS = 7;
/** Node reads these certificates at each start, and a sandboxed worker does not have the variable. */
const ENV = { NODE_EXTRA_CA_CERTS: undefined };

const PARTS = {
  'until node begins in it: the launcher, or spawn of libuv': 'launch',
  'node itself': 'node',
  'until the file of the worker is loaded': 'loading',
  'until it is known to be ready': 'ready',
  'its first task': 'first',
  'in all': 'all',
  'CPU time of the worker until its file begins': 'cpu',
};

function main() {
  return withPackage(async (packed) => {
    /** @type {Record<string, [string, string]>} */
    const subjects = {
      'WorkerPool, process': ['pool', packed],
      'child_process.fork': ['fork', packed],
      'WorkerPool, sandbox': ['sandbox', packed],
      'WorkerPool, in a clone': ['pool', ROOT],
    };
    const names = Object.keys(subjects);
    const beside = names.slice(2);
    const table = report('start-parts', {
      title: 'The start of a worker process',
      unit: 'ms',
      subjects: names,
      beside,
      digits: 1,
    });
    const measured = await interleaved(Object.values(subjects), ROUNDS, (args) =>
      inProcessOfItsOwn(SUBJECT, args, ENV),
    );
    for (const [label, part] of Object.entries(PARTS))
      table.add(
        label,
        measured.map((list) => spread(list.map((parts) => parts[part]))),
      );
    table.save();
  });
}

main();
