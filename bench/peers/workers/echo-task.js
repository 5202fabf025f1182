'use strict';

const { monitorEventLoopDelay } = require('node:perf_hooks');

/** The task of a worker: sends back what it gets. */
exports.echo = (value) => value;

let monitor;

/** Begins to watch this worker's event loop. */
exports.watch = () => {
  monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
};

/** The longest delay since then, in milliseconds. */
exports.longestDelay = () => {
  monitor.disable();
  return monitor.max / 1e6;
};
