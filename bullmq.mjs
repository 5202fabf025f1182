import jobs from './bullmq.js';

export default jobs;

export const { JobWorker, cancelJob } = jobs;
