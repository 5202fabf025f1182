import * as worker from './worker.js';

export * from './worker.js';
export default worker;
