'use strict';

// Kills hosts of jobs, again and again, and counts how the jobs end. It fails if a job was lost, failed or stayed.
// Orphans are processes of killed hosts that run on; the script ends them when it has counted them.
//
//   node scripts/soak-jobs.js [rounds=20] [jobs=500] [kills=2] [processor=offloop] [store=redis] [ms=20]
//
// Jobs take up to `ms` milliseconds. The processor is offloop, or for comparison inline or child: BullMQ's own, in the host or in a child process.

const fs = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { PostgresServer, RedisServer } = require('../__test__/bullmq/helpers/servers.js');
const { round } = require('./job-kills/round.js');

const [rounds = '20', jobs = '500', kills = '2', processor = 'offloop', store = 'redis', ms = '20'] =
  process.argv.slice(2);

async function main() {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'offloop-jobs-'));
  const server = new (store === 'postgres' ? PostgresServer : RedisServer)(folder);
  /** @type {import('./job-kills/round.js').Outcome[]} */
  const outcomes = [];
  try {
    await server.start();
    for (let count = 0; count < Number(rounds); count += 1) {
      const plan = { store: server, folder, jobs: Number(jobs), kills: Number(kills), ms: Number(ms) };
      outcomes.push(await round({ ...plan, processor: /** @type {any} */ (processor) }));
      console.log(JSON.stringify(outcomes.at(-1)));
    }
  } finally {
    await server.kill();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  const total = (
    /** @type {'jobs' | 'kills' | 'completed' | 'failed' | 'stuck' | 'lost' | 'twice' | 'orphans'} */ name,
  ) => outcomes.reduce((sum, outcome) => sum + outcome[name], 0);
  console.log(
    `| processor | store | jobs | kills | completed | failed | stuck | lost | run twice | orphans |`,
  );
  const names = /** @type {const} */ ([
    'jobs',
    'kills',
    'completed',
    'failed',
    'stuck',
    'lost',
    'twice',
    'orphans',
  ]);
  console.log(`| ${[processor, store, ...names.map(total)].join(' | ')} |`);
  if (total('failed') + total('stuck') + total('lost') > 0) process.exitCode = 1;
}

main();
