export * from './types/image.js';
