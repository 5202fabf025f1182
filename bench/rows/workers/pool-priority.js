'use strict';

/**
 * The demo under load with the heavy work in a pool of a worker a core, by the `nice` of its workers, beside piscina: how long
 * light requests wait, and how much heavy work is done. What the default of `nice` is, and what another value gives.
 */

const { join } = require('node:path');
const { interleaved } = require('../../measure/measure.js');
const { HEAVY_WORK, LIGHT_REQUESTS, saveTables } = require('../event-loop/demo/tables.js');
const { underLoad } = require('../event-loop/demo/under-load.js');

const PROGRAM = join(__dirname, 'pool-priority/demo.js');
const ROUNDS = 3;
const POOLS = ['process', 'thread'].flatMap((isolation) => [0, 5, 10].map((nice) => ({ isolation, nice })));
const OURS = Object.fromEntries(
  POOLS.map(({ isolation, nice }) => [
    `${isolation}, nice ${nice}`,
    () => underLoad(`${isolation}-${nice}`, PROGRAM),
  ]),
);
/** The default comes first. @type {Record<string, () => ReturnType<typeof underLoad>>} */
const SUBJECTS = {
  'process, nice 5': OURS['process, nice 5'],
  piscina: () => underLoad('node-piscina'),
  ...OURS,
};
const PEER = 'piscina';

/** @type {import('../event-loop/demo/tables.js').Table[]} */
const TABLES = [
  {
    name: 'pool-priority',
    about: { title: 'Waiting while a pool keeps every core busy, by nice of its workers', unit: 'ms' },
    lines: {
      ...LIGHT_REQUESTS,
      'delay of the loop, p99': ({ loaded }) => loaded.delay[99],
    },
  },
  {
    name: 'pool-priority-work',
    about: {
      title: 'Heavy requests done by it',
      unit: 'a second',
      better: 'more',
      digits: 1,
    },
    lines: HEAVY_WORK,
  },
];

async function main() {
  const subjects = Object.keys(SUBJECTS);
  const measured = await interleaved(Object.values(SUBJECTS), ROUNDS, (measure) => measure(), {
    warmUp: false,
  });
  // The other values of ours are not its peers.
  const beside = subjects.slice(1).filter((name) => name !== PEER);
  saveTables(TABLES, measured, { subjects, beside });
}

main();
