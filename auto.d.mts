import * as auto from './auto.js';

export * from './auto.js';
export default auto;
