export * from './types/pino.js';
export { destination as default } from './types/pino.js';
