'use strict';

const { createSettings } = require('./options.js');

/**
 * Jobs of one file: in memory, or in a queue of BullMQ where there is a connection.
 * @param {unknown} file
 * @param {unknown} options
 */
function createJobs(file, options) {
  const settings = createSettings(file, options);
  if (settings.connection === undefined) {
    const { MemoryJobs } = require('./memory-jobs.js');
    return new MemoryJobs(file, settings);
  }
  const { DurableJobs } = require('./durable-jobs.js');
  return new DurableJobs(file, settings);
}

module.exports = { createJobs };
