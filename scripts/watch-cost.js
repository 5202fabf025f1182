'use strict';

// What offloop/watch costs. For a program that does nothing it is the share of a core. For servers under load it is the main
// thread's processor time of a request, and p99: pairs of new processes with and without the watch, which run beside each other,
// have the same layout of the heap, another one for each pair, and half seconds of load by turns in random order.
// `node scripts/watch-cost.js [SECONDS] [PAIRS] [ROUTE…]`: on a quiet Linux machine of at least two cores.

const { setTimeout: delay } = require('node:timers/promises');
const autocannon = require('autocannon');
const { order } = require('./watch-cost/data.js');
const { start } = require('./watch-cost/program.js');

const SECONDS = Number(process.argv[2] ?? 30);
const PAIRS = Number(process.argv[3] ?? 16);
const RUNS = 3;
/** Pairs that run beside each other. */
const TOGETHER = 2;
/** Seconds of load before the first turn, and for each turn; turns of each process. */
const WARM_UP = 2;
const TURN = 0.5;
const TURNS = 16;
/** The part of the turns that count, those with the least time: in the others the machine did something else too. */
const QUIET = 0.75;

/**
 * What a route does: as little as node:http can, promises as a chain of middleware has them, JSON of about 2 kB written and read; a
 * service of Express that takes such an order and answers with one, and one that makes a page of 20 kB.
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
  '/catalog': {},
};
const ASKED = process.argv.length > 4 ? process.argv.slice(4) : Object.keys(ROUTES);

/** @typedef {Awaited<ReturnType<typeof start>>} Server */
/** @typedef {import('./watch-cost/program.js').Turn} Turn */

/** The part of a core that a process without work has. @param {boolean} isWatched */
async function idle(isWatched) {
  const server = await start(isWatched, 0);
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
  const load = { ...ROUTES[route], url, connections: 10, duration: seconds, sampleInt: 100 };
  const before = await read();
  const { latency } = await autocannon(load);
  const after = await read();
  return { cpu: (after.main - before.main) / (after.requests - before.requests), p99: latency.p99 };
}

/**
 * What requests of each of these pairs took, with the watch and without.
 * @param {string} route
 */
async function somePairs(route) {
  const pairs = [];
  for (let count = 0; count < TOGETHER; count += 1) {
    const layout = 1 + Math.floor(Math.random() * 2 ** 30);
    pairs.push([await start(true, layout), await start(false, layout)]);
  }
  const servers = pairs.flat();
  for (const server of servers) await apply(server, route, WARM_UP);
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const server of shuffled(servers)) server.turns.push(await apply(server, route, TURN));
  }
  for (const server of servers) server.stop();
  return pairs.map((pair) => pair.map(({ turns }) => summary(turns)));
}

/** @param {Turn[]} turns */
function summary(turns) {
  const times = turns.map(({ cpu }) => cpu).sort((a, b) => a - b);
  const p99s = turns.map(({ p99 }) => p99).sort((a, b) => a - b);
  return {
    cpu: mean(times.slice(0, Math.ceil(times.length * QUIET))),
    p99: p99s[Math.floor(p99s.length / 2)],
  };
}

/** @param {string} route */
async function underLoad(route) {
  /** @type {Turn[][]} */
  const pairs = [];
  while (pairs.length < PAIRS) pairs.push(...(await somePairs(route)));
  const more = pairs.map(([on, off]) => on.cpu / off.cpu - 1);
  const spread = more.map((one) => (one - mean(more)) ** 2);
  const error = Math.sqrt(mean(spread) / (more.length - 1));
  const of = (/** @type {number} */ index, /** @type {keyof Turn} */ key) =>
    mean(pairs.map((pair) => pair[index][key])).toFixed(2);
  console.log(
    `${route}: ${percent(mean(more))} more of the main thread for a request (standard error ${percent(error)}, ${pairs.length} pairs; ${of(0, 'cpu')} µs with the watch, ${of(1, 'cpu')} without), p99 ${of(0, 'p99')} ms with, ${of(1, 'p99')} without`,
  );
}

/** @param {number[]} numbers */
function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/**
 * @template T
 * @param {T[]} list
 */
function shuffled(list) {
  return list
    .map((value) => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
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
  return `${(share * 100).toFixed(2)} %`;
}

main();
