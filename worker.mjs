import worker from './worker.js';

export default worker;

export const { task, transfer, workerData, isWorker } = worker;
