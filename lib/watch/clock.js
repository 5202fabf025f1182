'use strict';

/** Milliseconds of the system's monotonic clock, which all threads of a process share. */
function monotonic() {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

module.exports = { monotonic };
