'use strict';

// What offloop/watch costs, of processes that run the same, with it and without. For a program that does nothing, the share of a
// core; for servers under load, the processor time of a request and p99, of pairs of new processes that are measured in turns:
// what V8 makes of the same program differs by a few percent between two processes.
// `node scripts/watch-cost.js [SECONDS] [PAIRS] [ROUTE…]`: on a quiet machine of at least two cores.

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const { setTimeout: delay } = require('node:timers/promises');
const { pathToFileURL } = require('node:url');
const autocannon = require('autocannon');
const { order } = require('./watch-cost/order.js');

const ENTRY = pathToFileURL(path.join(__dirname, '..', 'watch.mjs')).href;
/** What node does for `--import` is no cost of the watch: a module without anything, for the others. */
const NOTHING = 'data:text/javascript,';
const SERVER = path.join(__dirname, 'watch-cost', 'server.js');
const SECONDS = Number(process.argv[2] ?? 30);
const PAIRS = Number(process.argv[3] ?? 15);
const RUNS = 3;
/** Seconds of load before the first turn, and for each turn; turns of each process. */
const WARM_UP = 3;
const TURN = 1;
const TURNS = 4;

/**
 * What a route does: as little as node:http can, promises as a chain of middleware has them, JSON of about 2 kB written and read; and
 * a service of Express that takes such an order and answers with one.
 * @type {Record<string, Partial<import('autocannon').Options>>}
 */
const ROUTES = {
  '/hello': {},
  '/awaits': {},
  '/json': {},
  '/orders': {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  },
};
const ASKED = process.argv.length > 4 ? process.argv.slice(4) : Object.keys(ROUTES);

/** @param {boolean} isWatched */
async function start(isWatched) {
  const options = ['--import', isWatched ? ENTRY : NOTHING];
  const child = spawn(process.execPath, [...options, SERVER], {
    stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
  });
  const [{ port }] = await once(child, 'message');
  return {
    port,
    /** @returns {Promise<{ cpu: number, requests: number }>} microseconds */
    async read() {
      child.send('read');
      return (await once(child, 'message'))[0];
    },
    stop: () => child.disconnect(),
  };
}

/** @typedef {Awaited<ReturnType<typeof start>>} Server */
/** What is measured of a request, in microseconds and milliseconds. @typedef {{ cpu: number, p99: number }} Turn */

/** The part of a core that a process without work has. @param {boolean} isWatched */
async function idle(isWatched) {
  const server = await start(isWatched);
  // V8 makes the heap of an idle program small after eight seconds.
  await delay(15_000);
  const before = await server.read();
  await delay(SECONDS * 1000);
  const after = await server.read();
  server.stop();
  return (after.cpu - before.cpu) / (SECONDS * 1e6);
}

/**
 * @param {Server} server
 * @param {string} route
 * @param {number} seconds
 * @returns {Promise<Turn>}
 */
async function apply({ port, read }, route, seconds) {
  const url = `http://127.0.0.1:${port}${route}`;
  const before = await read();
  const { latency } = await autocannon({
    ...ROUTES[route],
    url,
    connections: 10,
    duration: seconds,
    sampleInt: 100,
  });
  const after = await read();
  return { cpu: (after.cpu - before.cpu) / (after.requests - before.requests), p99: latency.p99 };
}

/**
 * Turns of a server with the watch and of one without it, each of which is new.
 * @param {string} route
 */
async function pair(route) {
  const servers = [await start(true), await start(false)];
  for (const server of servers) await apply(server, route, WARM_UP);
  /** @type {Turn[][]} */
  const turns = [[], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const index of turn % 2 === 0 ? [0, 1] : [1, 0])
      turns[index].push(await apply(servers[index], route, TURN));
  }
  for (const server of servers) server.stop();
  return turns.map((list) => ({
    cpu: median(list.map(({ cpu }) => cpu)),
    p99: median(list.map(({ p99 }) => p99)),
  }));
}

/** @param {string} route */
async function underLoad(route) {
  /** @type {Turn[][]} */
  const pairs = [];
  for (let count = 0; count < PAIRS; count += 1) pairs.push(await pair(route));
  const more = pairs.map(([on, off]) => on.cpu / off.cpu - 1).sort((a, b) => a - b);
  const [low, high] = [0.25, 0.75].map((part) => percent(more[Math.floor(more.length * part)]));
  const of = (/** @type {number} */ index, /** @type {keyof Turn} */ key) =>
    median(pairs.map((turns) => turns[index][key]));
  console.log(
    `${route}: ${percent(median(more))} more CPU time a request (half of ${PAIRS} pairs ${low} to ${high}; ${of(0, 'cpu').toFixed(2)} µs with the watch, ${of(1, 'cpu').toFixed(2)} without), p99 ${of(0, 'p99')} ms with, ${of(1, 'p99')} without`,
  );
}

/** @param {number[]} numbers */
function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

async function main() {
  for (const route of ASKED) await underLoad(route);
  for (let run = 1; run <= RUNS; run += 1) {
    const [watched, without] = await Promise.all([idle(true), idle(false)]);
    console.log(
      `idle: ${percent(watched)} of a core with the watch, ${percent(without)} without, for ${SECONDS} s`,
    );
  }
}

/** @param {number} share */
function percent(share) {
  return `${(share * 100).toFixed(3)} %`;
}

main();
