'use strict';

const dns = require('node:dns/promises');
const fs = require('node:fs/promises');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setTimeout: sleep } = require('node:timers/promises');

/** What waits for libuv's threads in any service. */
const ACTIONS = { readFile: () => fs.readFile(__filename), lookup: () => dns.lookup('localhost') };

/**
 * Watches this process for a while.
 * @param {{ seconds: number, perSecond: number }} rhythm how long, and how often a file is read and a name looked up
 * @returns {Promise<{ cpu: number, delay: Record<string, number>, readFile: number[], lookup: number[] }>} CPU time in
 *   seconds; times in milliseconds, in ascending order; percentiles of the loop's delay
 */
async function watch(rhythm) {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  const before = process.cpuUsage();
  const times = await Promise.all(Object.values(ACTIONS).map((action) => paced(action, rhythm)));
  const { user, system } = process.cpuUsage(before);
  monitor.disable();
  const delay = Object.fromEntries(
    [50, 90, 99, 99.9, 100].map((part) => [part, monitor.percentile(part) / 1e6]),
  );
  return { cpu: (user + system) / 1e6, delay, readFile: times[0], lookup: times[1] };
}

/** How long each took from the moment at which it was due: a loop that stands still keeps all of them waiting. */
async function paced(action, { seconds, perSecond }) {
  const start = performance.now();
  const times = [];
  for (let number = 0; number < seconds * perSecond; number += 1) {
    const due = start + (number * 1000) / perSecond;
    if (due > performance.now()) await sleep(due - performance.now());
    times.push(action().then(() => performance.now() - due));
  }
  return (await Promise.all(times)).sort((a, b) => a - b);
}

/** Has this process watch whenever its parent asks for it, and end with its parent. */
function watchForParent() {
  process.on('message', async (/** @type {{ seconds: number, perSecond: number }} */ rhythm) =>
    process.send?.(await watch(rhythm)),
  );
  process.on('disconnect', () => process.exit());
}

module.exports = { watchForParent };
