import * as jobs from './bullmq.js';

export * from './bullmq.js';
export default jobs;
