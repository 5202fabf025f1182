import * as offloop from './index.js';

export * from './index.js';
export default offloop;
