'use strict';

/** Why the jobs of a worker are stopped by the worker itself, as the reason of their signals. */
const LOCK_LOST = new Error('Another worker may have the job: its lock was not renewed in time');
const SHUTDOWN = new Error('The worker of the queue is closed');

module.exports = { LOCK_LOST, SHUTDOWN };
