'use strict';

const { performance } = require('node:perf_hooks');

/** The part of the time that the event loop was busy since the last look, the process's memory, the engine and the pools. */
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

module.exports = { stats };
