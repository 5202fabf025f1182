'use strict';

// What offloop/watch costs, of two processes that run the same, one with it and one without. For a program that does nothing, the
// share of a core; for a service under load, the processor time of a request and p99, measured of one and then of the other, in
// turns. `node scripts/watch-cost.js [SECONDS] [PAIRS]`: on a quiet machine of at least two cores.

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const { setTimeout: delay } = require('node:timers/promises');
const { pathToFileURL } = require('node:url');
const autocannon = require('autocannon');

const ENTRY = pathToFileURL(path.join(__dirname, '..', 'watch.mjs')).href;
const SECONDS = Number(process.argv[2] ?? 30);
const PAIRS = Number(process.argv[3] ?? 20);
const RUNS = 3;
/** Seconds of load before the first turn, and for each turn. */
const WARM_UP = 2;
const TURN = 1;
/** What a route does: as little as node:http can, promises as a chain of middleware has them, or JSON of about 2 kB. */
const ROUTES = ['/hello', '/awaits', '/json'];

/** Answers each message with its processor time and the number of requests. */
const SERVER = `
  const order = { lines: Array.from({ length: 40 }, (_, id) => ({ id, name: 'a name', price: 12.5 })) };
  const routes = {
    '/hello': (res) => res.end('hello'),
    '/awaits': async (res) => { for (let count = 0; count < 20; count += 1) await null; res.end('hello') },
    '/json': (res) => res.end(JSON.stringify(JSON.parse(JSON.stringify(order)))),
  };
  let requests = 0;
  const server = require('node:http').createServer((req, res) => { requests += 1; routes[req.url](res) });
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ cpu: user + system, requests });
  });
  process.on('disconnect', () => process.exit());`;

/** @param {boolean} isWatched */
async function start(isWatched) {
  const options = isWatched ? ['--import', ENTRY] : [];
  const child = spawn(process.execPath, [...options, '--eval', SERVER], {
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
  const { latency } = await autocannon({ url, connections: 10, duration: seconds, sampleInt: 100 });
  const after = await read();
  return { cpu: (after.cpu - before.cpu) / (after.requests - before.requests), p99: latency.p99 };
}

/**
 * Turns of a server with the watch and of one without it, which measure them in pairs.
 * @param {string} route
 */
async function load(route) {
  const servers = [await start(true), await start(false)];
  for (const server of servers) await apply(server, route, WARM_UP);
  /** @type {Turn[][]} */
  const turns = [[], []];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    for (const index of pair % 2 === 0 ? [0, 1] : [1, 0])
      turns[index].push(await apply(servers[index], route, TURN));
  }
  for (const server of servers) server.stop();
  return turns;
}

/** @param {number[]} numbers */
function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

async function main() {
  for (let run = 1; run <= RUNS; run += 1) {
    const [watched, without] = await Promise.all([idle(true), idle(false)]);
    console.log(
      `${run} idle: ${percent(watched)} of a core with the watch, ${percent(without)} without, for ${SECONDS} s`,
    );
    for (const route of ROUTES) {
      const [on, off] = await load(route);
      const more = median(on.map(({ cpu }, index) => cpu / off[index].cpu)) - 1;
      const [cpu, p99] = ['cpu', 'p99'].map((key) =>
        [on, off].map((list) => median(list.map((turn) => turn[/** @type {keyof Turn} */ (key)]))),
      );
      console.log(
        `${run} ${route}: ${percent(more)} more CPU time a request (${cpu[0].toFixed(2)} µs with the watch, ${cpu[1].toFixed(2)} without), p99 ${p99[0]} ms with, ${p99[1]} without`,
      );
    }
  }
}

/** @param {number} share */
function percent(share) {
  return `${(share * 100).toFixed(3)} %`;
}

main();
