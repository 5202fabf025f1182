export * from './types/service.js';
