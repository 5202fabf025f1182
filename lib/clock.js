'use strict';

/**
 * Milliseconds of the system's monotonic clock, which all threads of a process share. `performance.now` begins with each
 * thread, and its first use loads node:perf_hooks, which a worker that starts can do without.
 */
function monotonic() {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

module.exports = { monotonic };
