'use strict';

const { note } = require('./tasks.js');

/** The task as a processor of BullMQ's. @param {{ data: any }} job */
module.exports = (job) => note(job.data);
