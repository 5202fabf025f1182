'use strict';

/**
 * What a job of a queue of BullMQ costs: CPU time of the main thread of its host, by JobWorker and by BullMQ's own workers, and
 * of the thread of Redis that runs all commands, by the size of the job's data. Less is better. Needs redis-server.
 */

const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { RedisServer } = require('../../../__test__/bullmq/helpers/servers.js');
const { QUICK, inProcessOfItsOwn, interleaved, spread } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');

const HOST = join(__dirname, 'queue/host.js');
const ROUNDS = 3;
const JOBS = QUICK ? 400 : 8000;

const SUBJECTS = { JobWorker: 'offloop', 'BullMQ, child process': 'child', 'BullMQ, in the host': 'host' };
const SIZES = [
  { label: '100 B', bytes: 100, jobs: JOBS },
  { label: '10 KiB', bytes: 10 * 1024, jobs: JOBS / 4 },
  { label: '1 MiB', bytes: 1024 * 1024, jobs: JOBS / 40 },
];
const RUNNING = [10, 100];

/** What a host of its own measures, by its settings. @typedef {(settings: object) => Promise<any>} Host */

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'offloop-bench-'));
  const server = new RedisServer(folder);
  try {
    await server.start();
    const { path } = server.connection;
    const pid = spawnSync('redis-cli', ['-s', path, 'info', 'server']).stdout.toString();
    const redis = /process_id:(\d+)/.exec(pid)?.[1];
    /** @type {Host} */
    const host = (settings) =>
      inProcessOfItsOwn(HOST, [JSON.stringify({ ...settings, path, redis: Number(redis) })]);
    await hosts(host);
    await stores(host);
    await locks(host);
  } finally {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {Host} host */
async function hosts(host) {
  const title = 'A job that does nothing: CPU time of the main thread of its host';
  const subjects = Object.keys(SUBJECTS);
  const table = report('queue', { title, unit: 'µs', subjects, beside: subjects.slice(2) });
  for (const concurrency of [1, 4]) {
    const figures = await interleaved(
      Object.values(SUBJECTS),
      ROUNDS,
      async (subject) => (await host({ mode: 'jobs', subject, concurrency, jobs: JOBS, bytes: 100 })).main,
      { warmUp: false },
    );
    table.add(`${concurrency} at a time`, figures.map(spread));
  }
  table.save();
}

/** @param {Host} host */
async function stores(host) {
  const title = 'A job that does nothing: CPU time of the thread of Redis that runs commands';
  const subjects = [
    'run by JobWorker',
    'run by BullMQ, child process',
    'run by BullMQ, in the host',
    'added',
  ];
  const table = report('queue-redis', { title, unit: 'µs', subjects, beside: subjects.slice(2) });
  for (const { label, bytes, jobs } of SIZES) {
    const runs = await interleaved(
      Object.values(SUBJECTS),
      ROUNDS,
      (subject) => host({ mode: 'jobs', subject, concurrency: 4, jobs, bytes }),
      { warmUp: false },
    );
    const spreads = runs.map((figures) => spread(figures.map(({ run }) => run)));
    const added = spread(runs.flat().map(({ add }) => add));
    const aSecond = Math.round(1e6 / (added.median + spreads[0].median));
    table.add(label, [...spreads, added], { 'jobs a second, derived': aSecond });
  }
  table.save();
}

/** @param {Host} host */
async function locks(host) {
  const title = 'A renewal of the lock of a job: CPU time of the thread of Redis that runs commands';
  const table = report('queue-locks', { title, unit: 'µs', subjects: ['JobWorker'] });
  for (const running of RUNNING) {
    const figures = await interleaved(
      [running],
      ROUNDS,
      async () =>
        (await host({ mode: 'locks', subject: 'offloop', concurrency: running, jobs: running })).renewal,
      { warmUp: false },
    );
    table.add(`${running} jobs run`, figures.map(spread));
  }
  table.save();
}

main();
