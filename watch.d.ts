export * from './types/watch.js';
