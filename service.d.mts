import * as service from './service.js';

export * from './service.js';
export default service;
