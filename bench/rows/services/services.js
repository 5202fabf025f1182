'use strict';

/**
 * A service in processes of its own: requests a second beside the same server without a supervisor and under node:cluster,
 * where more is better; and the time of a reload beside a start of the same program, where less is better.
 */

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');
const autocannon = require('autocannon');
const { supervise } = require('../../../index.js');
const { QUICK, interleaved, spread } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');

const ROUNDS = 5;
const SECONDS = QUICK ? 1 : 10;
const CONNECTIONS = 50;
const SERVER = join(__dirname, 'server.js');

/** @typedef {{ port: number, stop(): Promise<unknown> }} Running */

/** @param {number} instances @returns {Promise<Running>} */
async function supervised(instances) {
  const service = supervise(SERVER, { listen: { port: 0, host: '127.0.0.1' }, instances });
  await service.ready();
  return { port: Number(service.port), stop: () => service.stop({ timeout: 0 }) };
}

/** @param {string} file of a program that prints its port @returns {Promise<Running>} */
async function started(file) {
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(child.stdout, 'data');
  const stop = () => {
    const gone = once(child, 'exit');
    child.kill();
    return gone;
  };
  return { port: Number(port), stop };
}

/** @type {Record<string, () => Promise<Running>>} */
const SUBJECTS = {
  'supervise, 2 instances': () => supervised(2),
  'node:cluster, 2 workers': () => started(join(__dirname, 'cluster.js')),
  'supervise, 1 instance': () => supervised(1),
  'no supervisor': () => started(SERVER),
};

async function throughput() {
  const about = {
    title: 'Requests to a small server',
    unit: 'a second',
    subjects: Object.keys(SUBJECTS),
    beside: ['supervise, 1 instance'],
    digits: 0,
  };
  const table = report('services', { ...about, better: 'more' });
  const figures = await interleaved(Object.values(SUBJECTS), ROUNDS, async (start) => {
    const { port, stop } = await start();
    const url = `http://127.0.0.1:${port}/`;
    const { requests } = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS });
    await stop();
    return requests.average;
  });
  table.add(`${CONNECTIONS} kept connections`, figures.map(spread));
  table.save();
}

async function reload() {
  const subjects = ['reload of one instance', 'start of the program'];
  const table = report('services-reload', {
    title: 'A reload, until the new process answers',
    unit: 'ms',
    subjects,
    beside: subjects.slice(1),
  });
  const service = supervise(SERVER, { listen: { port: 0, host: '127.0.0.1' } });
  await service.ready();
  const start = async () => {
    const { stop } = await started(SERVER);
    return stop;
  };
  const reloads = async () => {
    await service.reload();
    return undefined;
  };
  const figures = await interleaved([reloads, start], ROUNDS, async (run) => {
    const begin = performance.now();
    const stop = await run();
    const time = performance.now() - begin;
    await stop?.();
    return time;
  });
  table.add('wall time', figures.map(spread));
  table.save();
  await service.stop({ timeout: 0 });
}

async function main() {
  await throughput();
  await reload();
}

main();
