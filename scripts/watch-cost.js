'use strict';

// What offloop/watch costs: the share of a core of a program that does nothing, and for a service under load the CPU time of a
// request and p99, without and with it, in pairs. `node scripts/watch-cost.js`: on a quiet machine of at least two cores.

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const { setTimeout: delay } = require('node:timers/promises');
const { pathToFileURL } = require('node:url');
const autocannon = require('autocannon');

const ENTRY = pathToFileURL(path.join(__dirname, '..', 'watch.mjs')).href;
const PAIRS = 3;
const SECONDS = Number(process.argv[2] ?? 10);

/** Answers with JSON of about 2 kB after an await, and its processor time to a client that asks for it. */
const SERVER = `
  const order = { lines: Array.from({ length: 40 }, (_, id) => ({ id, name: 'a name', price: 12.5 })) };
  require('node:http').createServer(async (req, res) => {
    if (req.url === '/cpu') return res.end(JSON.stringify(process.cpuUsage()));
    await null;
    res.end(JSON.stringify(JSON.parse(JSON.stringify(order))));
  }).listen(0, '127.0.0.1', function () { console.log(this.address().port) });`;

/** @param {boolean} isWatched */
async function measure(isWatched) {
  const options = isWatched ? ['--import', ENTRY] : [];
  const child = spawn(process.execPath, [...options, '--eval', SERVER], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [port] = await once(child.stdout, 'data');
  const url = `http://127.0.0.1:${`${port}`.trim()}`;
  const cpu = async () => {
    const { user, system } = /** @type {any} */ (await (await fetch(`${url}/cpu`)).json());
    return user + system;
  };
  try {
    // Until it is idle: V8 makes the heap small after eight seconds.
    await delay(15_000);
    const start = await cpu();
    await delay(SECONDS * 1000);
    const idle = (await cpu()) - start;
    await autocannon({ url, connections: 10, duration: 3 });
    const before = await cpu();
    const { requests, latency } = await autocannon({ url, connections: 10, duration: SECONDS });
    const used = (await cpu()) - before;
    return { idle: idle / (SECONDS * 1e6), request: used / requests.total, p99: latency.p99 };
  } finally {
    child.kill();
  }
}

async function main() {
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const order = pair % 2 === 0 ? [false, true] : [true, false];
    for (const isWatched of order) {
      const { idle, request, p99 } = await measure(isWatched);
      console.log(
        `${pair + 1} ${isWatched ? 'watched' : 'without'}: idle ${(idle * 100).toFixed(3)} % of a core, ${request.toFixed(1)} µs CPU a request, p99 ${p99} ms`,
      );
    }
  }
}

main();
