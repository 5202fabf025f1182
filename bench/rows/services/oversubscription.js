'use strict';

/**
 * The demo under load in eight processes that share the machine's cores, by the threads of each, beside one process: how long
 * light requests wait, and how much heavy work is done.
 */

const { join } = require('node:path');
const { interleaved } = require('../../measure/measure.js');
const { HEAVY_WORK, LIGHT_REQUESTS, saveTables } = require('../event-loop/demo/tables.js');
const { underLoad } = require('../event-loop/demo/under-load.js');

const PROGRAM = join(__dirname, 'oversubscription/demo.js');
const ROUNDS = 5;
/** What OFFLOAD says to the program. */
const SUBJECTS = {
  '8 processes, the default': '8-',
  'one process': '1-',
  '8 processes, 1 thread each': '8-1',
  '8 processes, 2 threads each': '8-2',
  '8 processes, 4 threads each': '8-4',
};

/** @type {import('../event-loop/demo/tables.js').Table[]} */
const TABLES = [
  {
    name: 'oversubscription',
    about: { title: 'Waiting while eight processes keep every core busy', unit: 'ms' },
    lines: LIGHT_REQUESTS,
  },
  {
    name: 'oversubscription-work',
    about: { title: 'Heavy requests done by them', unit: 'a second', better: 'more', digits: 1 },
    lines: HEAVY_WORK,
  },
];

async function main() {
  const subjects = Object.keys(SUBJECTS);
  const measured = await interleaved(Object.values(SUBJECTS), ROUNDS, (mode) => underLoad(mode, PROGRAM), {
    warmUp: false,
  });
  saveTables(TABLES, measured, { subjects, beside: subjects.slice(2) });
}

main();
