'use strict';

const { performance } = require('node:perf_hooks');

/** When this file began, in milliseconds since the start of the process. */
const began = performance.now();
/** What this process, which was the launcher before, has used until then. */
const cpu = process.cpuUsage();

/** When this process began, by the clock of the day, when node was ready in it, and when this file began. */
function stamps() {
  const { timeOrigin } = performance;
  const times = {
    node: timeOrigin,
    ready: timeOrigin + performance.nodeTiming.bootstrapComplete,
    file: timeOrigin + began,
  };
  return { ...times, cpu: (cpu.user + cpu.system) / 1000 };
}

module.exports = { stamps };
if (process.argv[2] === 'fork') {
  process.on('message', () => process.send?.(stamps()));
  process.send?.('ready');
}
