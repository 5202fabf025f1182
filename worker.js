'use strict';

const { task } = require('./lib/workers/inside/current-task.js');
const { transfer } = require('./lib/workers/inside/transfer.js');
const { current } = require('./lib/workers/inside/context.js');

module.exports = {
  task,
  transfer,
  workerData: current()?.workerData,
  isWorker: current() !== undefined,
};
