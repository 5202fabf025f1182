'use strict';

/** The demo while requests keep every core busy: what light requests wait, and how much heavy work is done. */

const { percentile } = require('../../../examples/dashboard/compare/pace.js');
const { HEAVY_WORK, LIGHT_REQUESTS, saveTables } = require('./demo/tables.js');
const { LOADED, underLoad } = require('./demo/under-load.js');
const { interleaved } = require('../../measure/measure.js');

const MODES = {
  offloop: 'offloop',
  'node, asynchronous': 'node-async',
  'node in piscina': 'node-piscina',
  'node, synchronous': 'node-sync',
  'node, asynchronous, with offloop/auto': 'node-auto',
};
/** It is ours too: no peer. */
const BESIDE = ['node, asynchronous, with offloop/auto'];
const ROUNDS = 3;

/** @type {import('./demo/tables.js').Table[]} */
const TABLES = [
  {
    name: 'demo-under-load',
    about: { title: 'Waiting while heavy requests keep every core busy', unit: 'ms' },
    lines: {
      ...LIGHT_REQUESTS,
      'light request, p99.9': ({ loaded }) => percentile(loaded.ping, 0.999),
      'fs.readFile, p99': ({ loaded }) => percentile({ times: loaded.readFile }, 0.99),
      'dns.lookup, p99': ({ loaded }) => percentile({ times: loaded.lookup }, 0.99),
    },
  },
  {
    name: 'demo-idle',
    about: { title: 'The same without load', unit: 'ms' },
    lines: {
      'light request, p50': ({ idle }) => percentile(idle.ping, 0.5),
      'light request, p99': ({ idle }) => percentile(idle.ping, 0.99),
      'fs.readFile, p99': ({ idle }) => percentile({ times: idle.readFile }, 0.99),
      'dns.lookup, p99': ({ idle }) => percentile({ times: idle.lookup }, 0.99),
    },
  },
  {
    name: 'demo-loop-delay',
    about: { title: 'Delay of the event loop under load', unit: 'ms' },
    lines: Object.fromEntries(
      [50, 90, 99, 99.9, 100].map((part) => [
        part === 100 ? 'longest' : `p${part}`,
        ({ loaded }) => loaded.delay[part],
      ]),
    ),
  },
  {
    name: 'demo-work-done',
    about: { title: 'Heavy requests done', unit: 'a second', better: 'more', digits: 1 },
    lines: HEAVY_WORK,
  },
  {
    name: 'demo-failures',
    about: {
      title: 'Light requests without an answer',
      unit: `of ${LOADED.seconds * LOADED.perSecond}`,
      digits: 0,
    },
    // The service closes connections that it believes to be idle when its loop has stood still for seconds.
    lines: { 'under load': ({ loaded }) => loaded.ping.failures },
  },
  {
    name: 'demo-effort',
    about: { title: 'CPU time of the service', unit: 'cores' },
    lines: { 'all of its threads': ({ loaded }) => loaded.cpu / LOADED.seconds },
  },
];

async function main() {
  const measured = await interleaved(Object.values(MODES), ROUNDS, (mode) => underLoad(mode), {
    warmUp: false,
  });
  saveTables(TABLES, measured, { subjects: Object.keys(MODES), beside: BESIDE });
}

main();
