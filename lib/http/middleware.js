'use strict';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {(error?: unknown) => void} Next */

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

module.exports = { middleware };
