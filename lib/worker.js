'use strict';

const { current, task } = require('./workers/inside/current-task.js');
const { transfer } = require('./workers/inside/transfer.js');

module.exports = {
  task,
  transfer,
  workerData: current()?.workerData,
  isWorker: current() !== undefined,
};
