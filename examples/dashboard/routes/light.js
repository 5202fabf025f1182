'use strict';

/** Routes whose time shows how busy the service is. */

const fs = require('node:fs/promises');
const path = require('node:path');

const FILE = path.join(__dirname, '../README.md');

/** It waits for the event loop alone. */
function ping(req, res) {
  res.type('text').send('pong\n');
}

/** It waits for libuv's pool too. */
async function readfile(req, res) {
  res.type('text').send(await fs.readFile(FILE));
}

/** How much of the time since the last request the event loop was busy; memory, the engine and the pools. */
function stats(work, mode, pools = {}) {
  let last = performance.eventLoopUtilization();
  return (req, res) => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    const workers = Object.fromEntries(Object.entries(pools).map(([name, pool]) => [name, pool.stats]));
    const memory = process.memoryUsage.rss();
    res.json({ mode, loopUtilization: utilization, memory, engine: work.stats(), workers });
  };
}

module.exports = { ping, readfile, stats };
