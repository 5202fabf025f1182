import worker from './worker.js';

export const { task, transfer, workerData, isWorker } = worker;
