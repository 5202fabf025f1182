'use strict';

// What offloop/watch costs. For a program that does nothing, the share of a core, of one process without and one with it. For a
// service under load, the processor time of a request and p99, in one process, whose watch is on and off in turns: two
// processes that run the same code differ by more than the watch costs. `node scripts/watch-cost.js [SECONDS] [TURNS]`: on a
// quiet machine of at least two cores.

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const { setTimeout: delay } = require('node:timers/promises');
const autocannon = require('autocannon');

const SECONDS = Number(process.argv[2] ?? 30);
const TURNS = Number(process.argv[3] ?? 40);
const RUNS = 3;
/** One with and one without the watch, and then the other way round. */
const ORDER = ['on', 'off', 'off', 'on'];
/** What a route does: as little as node:http can, promises as a chain of middleware has them, or JSON of about 2 kB. */
const ROUTES = ['/hello', '/awaits', '/json'];

/** Does what it is asked by messages, and answers each with its processor time and the number of requests. */
const SERVER = `
  const { watch } = require(${JSON.stringify(path.join(__dirname, '..', 'watch.js'))});
  const order = { lines: Array.from({ length: 40 }, (_, id) => ({ id, name: 'a name', price: 12.5 })) };
  const routes = {
    '/hello': (res) => res.end('hello'),
    '/awaits': async (res) => { for (let count = 0; count < 20; count += 1) await null; res.end('hello') },
    '/json': (res) => res.end(JSON.stringify(JSON.parse(JSON.stringify(order)))),
  };
  let requests = 0;
  let watched;
  const server = require('node:http').createServer((req, res) => { requests += 1; routes[req.url](res) });
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
  const commands = { on: () => { watched ??= watch() }, off: () => { watched?.stop(); watched = undefined }, read() {} };
  process.on('message', (command) => {
    commands[command]();
    const { user, system } = process.cpuUsage();
    process.send({ cpu: user + system, requests });
  });
  process.on('disconnect', () => process.exit());`;

/** @typedef {{ port: number, ask(command: 'on' | 'off' | 'read'): Promise<{ cpu: number, requests: number }>, stop(): void }} Server */

/** @returns {Promise<Server>} */
async function start() {
  const child = spawn(process.execPath, ['--eval', SERVER], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ port }] = await once(child, 'message');
  return {
    port,
    async ask(command) {
      child.send(command);
      return (await once(child, 'message'))[0];
    },
    stop: () => child.disconnect(),
  };
}

/** The part of a core that a process without work has. @param {'on' | 'off'} state */
async function idle(state) {
  const server = await start();
  await server.ask(state);
  // V8 makes the heap of an idle program small after eight seconds.
  await delay(15_000);
  const before = await server.ask('read');
  await delay(SECONDS * 1000);
  const after = await server.ask('read');
  server.stop();
  return (after.cpu - before.cpu) / (SECONDS * 1e6);
}

/** @typedef {{ cpu: number, p99: number }} Turn microseconds of a request, and milliseconds */

/** @param {string} route */
async function load(route) {
  const server = await start();
  const url = `http://127.0.0.1:${server.port}${route}`;
  const apply = (/** @type {number} */ duration) =>
    autocannon({ url, connections: 10, duration, sampleInt: 100 });
  /** @type {{ on: Turn[], off: Turn[] }} */
  const turns = { on: [], off: [] };
  for (let turn = -4; turn < TURNS; turn += 1) {
    const state = /** @type {'on' | 'off'} */ (ORDER[(turn + 4) % 4]);
    await server.ask(state);
    // The watcher's thread starts meanwhile.
    await apply(0.4);
    const before = await server.ask('read');
    const { latency } = await apply(1);
    const after = await server.ask('read');
    const figures = {
      cpu: (after.cpu - before.cpu) / (after.requests - before.requests),
      p99: latency.p99,
    };
    // The first turns warm up.
    if (turn >= 0) turns[state].push(figures);
  }
  server.stop();
  return turns;
}

/** @param {number[]} numbers */
function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

async function main() {
  for (let run = 1; run <= RUNS; run += 1) {
    const [without, watched] = await Promise.all([idle('off'), idle('on')]);
    console.log(
      `${run} idle: ${percent(watched)} of a core with the watch, ${percent(without)} without, for ${SECONDS} s`,
    );
    for (const route of ROUTES) {
      const { on, off } = await load(route);
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
