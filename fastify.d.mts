import * as fastify from './fastify.js';

export * from './fastify.js';
export default fastify;
