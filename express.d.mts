import * as express from './express.js';

export * from './express.js';
export default express;
