import service from './service.js';

export default service;
export const { draining, isSupervised, listen, ready } = service;
