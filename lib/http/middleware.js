'use strict';

const { coded } = require('../errors.js');
const { optionsOf } = require('../options.js');

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {(error?: unknown) => void} Next */

/**
 * The options of a function that returns a middleware. Used as a middleware itself, it would be given a request.
 * @param {import('../options.js').Call} call
 * @param {any} options
 */
function middlewareOptions(call, options) {
  if (typeof options?.headers === 'object' && typeof options.method === 'string') {
    const name = call.replace(/^.*:/, '');
    throw coded(
      'ERR_INVALID_ARG_TYPE',
      `${name} was used as a middleware, but it returns one: write app.use(${name}())`,
    );
  }
  return optionsOf(call, options);
}

/**
 * A middleware of Express, which is also a function for node:http: with `next` it calls that, and without it returns
 * what `handle` returns.
 * @template T
 * @param {(req: Request, res: Response) => T} handle
 */
function middleware(handle) {
  return (/** @type {Request} */ req, /** @type {Response} */ res, /** @type {Next | undefined} */ next) => {
    if (next === undefined) return handle(req, res);
    /** @type {T} */
    let done;
    try {
      done = handle(req, res);
    } catch (error) {
      return void next(error);
    }
    if (!(done instanceof Promise)) return void next();
    done.then(() => next(), next);
    return undefined;
  };
}

module.exports = { middleware, middlewareOptions };
