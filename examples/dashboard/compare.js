'use strict';

const { execFile } = require('node:child_process');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { promisify } = require('node:util');
const { pace, percentile } = require('./compare/pace.js');
const { startServer } = require('./compare/start-server.js');
const { MODES } = require('./settings.js');

const IDLE = { seconds: 3, perSecond: 100 };
const LOADED = { seconds: 6, perSecond: 100 };
/** The load begins before the measurement and outlasts it, in seconds. */
const LEAD = 1;
const LOAD_SECONDS = LEAD + LOADED.seconds + 0.5;

/** Measures the modes that are named on the command line, or all, one after the other under the same load. */
async function main(modes) {
  const rows = {};
  for (const mode of modes) {
    rows[mode] = await measure(mode);
  }
  console.log(`node ${process.version}; times in ms; PRIORITY=${process.env.PRIORITY ?? 'default'}`);
  console.table(rows);
}

async function measure(mode) {
  const { PRIORITY = '' } = process.env;
  const server = await startServer({ OFFLOAD: mode, PRIORITY: mode === 'offloop' ? PRIORITY : '' });
  try {
    await light(server.url, { seconds: 1, perSecond: 100 });
    const idle = await light(server.url, IDLE);
    const heavy = runLoad(server.url);
    await sleep(LEAD * 1000);
    const loaded = await light(server.url, LOADED);
    return row(idle, loaded, await heavy);
  } finally {
    await server.stop();
  }
}

async function light(url, rhythm) {
  const [ping, readfile] = await Promise.all([pace(`${url}/ping`, rhythm), pace(`${url}/readfile`, rhythm)]);
  return { ping, readfile };
}

async function runLoad(url) {
  const file = path.join(__dirname, 'compare/load.js');
  const { stdout } = await promisify(execFile)(process.execPath, [file, url, String(LOAD_SECONDS)]);
  return JSON.parse(stdout);
}

function row(idle, loaded, heavy) {
  const at = (sample, part) => Number(percentile(sample, part)?.toFixed(2));
  return {
    'ping p50 idle': at(idle.ping, 0.5),
    'ping p99 idle': at(idle.ping, 0.99),
    'ping p50 load': at(loaded.ping, 0.5),
    'ping p99 load': at(loaded.ping, 0.99),
    'ping max load': at(loaded.ping, 1),
    'readfile p99 idle': at(idle.readfile, 0.99),
    'readfile p99 load': at(loaded.readfile, 0.99),
    'reports/s': Number(heavy.report.perSecond.toFixed(1)),
    'digests/s': Number(heavy.digest.perSecond.toFixed(1)),
    failed: [heavy.report, heavy.digest, loaded.ping, loaded.readfile].reduce(
      (sum, one) => sum + one.failures,
      0,
    ),
  };
}

const unknown = process.argv.slice(2).filter((mode) => !MODES.includes(mode));
if (unknown.length > 0) {
  console.error(`Unknown mode ${unknown.join(', ')}: there are ${MODES.join(', ')}`);
  process.exit(2);
}
main(process.argv.length > 2 ? process.argv.slice(2) : MODES);
