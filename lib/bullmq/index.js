'use strict';

const { cancelJob } = require('./cancel-channel.js');
const { JobWorker } = require('./job-worker.js');

module.exports = { JobWorker, cancelJob };
