'use strict';

const { current, task } = require('./lib/workers/inside/current-task.js');
const { transfer } = require('./lib/workers/inside/transfer.js');

module.exports = {
  task,
  transfer,
  workerData: current()?.workerData,
  isWorker: current() !== undefined,
};
