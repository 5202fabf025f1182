'use strict';

const { spawn } = require('node:child_process');
const { randomUUID } = require('node:crypto');
const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { Queue } = require('bullmq');
const { descendantsOf, endOrphans } = require('./orphans.js');

/**
 * @typedef {{ connection: any, backend: any }} Store
 * @typedef {{ store: Store, folder: string, processor: 'offloop' | 'inline' | 'child', jobs: number, kills: number,
 *   ms: number, concurrency?: number, maxStalledCount?: number }} Plan
 * @typedef {{ jobs: number, kills: number, completed: number, failed: number, stuck: number, lost: number, twice: number,
 *   orphans: number, gaps: number[] }} Outcome `orphans` are processes of killed hosts that still run when all jobs have
 *   ended; `gaps` has for each job that ran twice how long before the kill its first effect was, in
 *   milliseconds; below zero for one after the kill
 */

/** How long the jobs of killed hosts are waited for, in milliseconds. */
const PATIENCE = 120_000;

/**
 * Adds jobs to a new queue, kills the host that runs them some times, each time with another one to follow, and counts what
 * has happened to the jobs.
 * @param {Plan} plan
 * @returns {Promise<Outcome>}
 */
async function round({ store, folder, processor, jobs, kills, ms, concurrency = 4, maxStalledCount = 10 }) {
  const name = `kills-${randomUUID()}`;
  const file = path.join(folder, name);
  const queue = new Queue(name, { connection: store.connection }, store.backend);
  const host = {
    queue: name,
    connection: store.connection,
    store: store.backend === undefined ? 'redis' : 'postgres',
    processor,
    options: { concurrency, maxStalledCount, lockDuration: 1000, stalledInterval: 500 },
  };
  const data = Array.from({ length: jobs }, (_, index) => ({ file, index, ms: Math.random() * ms }));
  await queue.addBulk(data.map((each) => ({ name: 'note', data: each })));
  fs.writeFileSync(file, '');
  try {
    const killedAt = await killHosts(host, kills, () => effectsIn(file).length, jobs);
    const counts = await ended(queue, jobs);
    await killHost(killedAt.last);
    const orphans = endOrphans(killedAt.processes);
    return { jobs, kills, ...counts, ...countEffects(effectsIn(file), jobs, killedAt.times), orphans };
  } finally {
    await queue.obliterate({ force: true });
    await queue.close();
    fs.rmSync(file);
  }
}

/**
 * Kills a host each time when another part of the jobs has run.
 * @param {object} settings of the host
 * @param {number} kills
 * @param {() => number} done
 * @param {number} jobs
 */
async function killHosts(settings, kills, done, jobs) {
  const times = [];
  const processes = [];
  let host = await start(settings);
  for (let kill = 1; kill <= kills; kill += 1) {
    const goal = (jobs * (kill - 0.5 + Math.random() / 2)) / (kills + 1);
    while (done() < goal) await sleep(1);
    await sleep(Math.random() * 5);
    processes.push(...descendantsOf(Number(host.pid)));
    times.push(performance.timeOrigin + performance.now());
    await killHost(host);
    host = await start(settings);
  }
  return { times, processes, last: host };
}

/** @param {import('node:child_process').ChildProcess} host */
async function killHost(host) {
  const gone = once(host, 'exit');
  host.kill('SIGKILL');
  await gone;
}

/** @param {object} settings */
async function start(settings) {
  const args = [path.join(__dirname, 'host.js'), JSON.stringify(settings)];
  const host = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(host.stdout, 'data');
  return host;
}

/**
 * Waits until no job is left, or none has ended for long.
 * @param {Queue} queue
 * @param {number} jobs
 */
async function ended(queue, jobs) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const { completed, failed } = await queue.getJobCounts('completed', 'failed');
    if (completed + failed >= jobs || Date.now() > deadline)
      return { completed, failed, stuck: jobs - completed - failed };
    await sleep(50);
  }
}

/** @param {string} file */
function effectsIn(file) {
  const lines = fs.readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => line.split(' ').map(Number));
}

/**
 * @param {number[][]} effects the index of a job and the time, for each run of a job that has come to its end
 * @param {number} jobs
 * @param {number[]} kills
 */
function countEffects(effects, jobs, kills) {
  /** @type {Map<number, number>} */
  const first = new Map();
  const gaps = [];
  for (const [index, time] of effects) {
    const before = first.get(index);
    if (before === undefined) first.set(index, time);
    else gaps.push(nearest(before, kills));
  }
  return { lost: jobs - first.size, twice: gaps.length, gaps };
}

/**
 * @param {number} time
 * @param {number[]} kills
 */
function nearest(time, kills) {
  const gaps = kills.map((kill) => kill - time);
  return gaps.sort((a, b) => Math.abs(a) - Math.abs(b))[0];
}

module.exports = { round };
