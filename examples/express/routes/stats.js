'use strict';

const { performance } = require('node:perf_hooks');

/** The part of the time that the event loop was busy since the last look, the process's memory, and the engine. */
function stats(work, mode) {
  let last = performance.eventLoopUtilization();
  return (req, res) => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    res.json({ mode, loopUtilization: utilization, memory: process.memoryUsage.rss(), engine: work.stats() });
  };
}

module.exports = { stats };
