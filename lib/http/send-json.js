'use strict';

const { stringifyJson } = require('../json/stringify.js');
const { invalidValue } = require('../errors.js');
const { integer, optionsOf, signalOf } = require('../options.js');
const { abortOnDisconnect } = require('./abort.js');
const { isFresh, tagOf } = require('./etag.js');

/** @typedef {import('./coding.js').Head} Head */
/** @typedef {import('node:http').ServerResponse} Response */

/**
 * @param {Response} res
 * @param {unknown} value
 * @param {unknown} [options]
 * @returns {Promise<void>} see types/http.d.ts
 */
async function sendJson(res, value, options) {
  const body = await jsonAnswer(res, res, value, options);
  if (body !== undefined) res.end(body);
}

/**
 * The body of an answer in JSON, whose status and headers are set; undefined where the client has gone.
 * @param {Response} res
 * @param {Head} head of the same answer
 * @param {unknown} value
 * @param {unknown} options
 */
async function jsonAnswer(res, head, value, options) {
  const given = optionsOf('sendJson', options);
  const status = integer('options.status', given.status, 200, 599) ?? head.statusCode;
  const signal = signalOf(given.signal);
  const made = await tagged(value, signal ?? abortOnDisconnect(undefined, res)).catch((error) => {
    // The client is gone. As with res.json(), that is not a failure of the program.
    if (signal === undefined && res.destroyed) return undefined;
    throw error;
  });
  if (made === undefined) return undefined;
  head.statusCode = status;
  if (head.getHeader('ETag') === undefined) head.setHeader('ETag', made.tag);
  if (isFresh(res.req, head)) {
    head.statusCode = 304;
    return '';
  }
  if (head.getHeader('Content-Type') === undefined)
    head.setHeader('Content-Type', 'application/json; charset=utf-8');
  head.setHeader('Content-Length', made.body.length);
  return made.body;
}

/**
 * A value's JSON, and a tag of its bytes.
 * @param {unknown} value
 * @param {AbortSignal} [signal]
 */
async function tagged(value, signal) {
  const body = await stringifyJson(value, { signal });
  if (body === undefined)
    throw invalidValue('value', 'has no JSON text, as undefined, functions and symbols have none', value);
  return { body, tag: await tagOf(body, signal) };
}

module.exports = { jsonAnswer, sendJson };
