/**
 * Middlewares for Express, and for every server that has node's request and response: compression, aborts and errors.
 * Each is `(req, res, next)`; without `next` it is a function of `(req, res)` for node:http. docs/http.md explains them.
 *
 * @packageDocumentation
 */

export * from './types/http.js';
export * from './types/http-images.js';
export * from './types/http-media.js';
export * from './types/http-static.js';
