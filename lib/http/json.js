'use strict';

const { parseJson } = require('../json/parse.js');
const { coded } = require('../errors.js');
const { integerOrInfinity, optionsOf } = require('../options.js');
const { abortOnDisconnect } = require('./abort.js');
const { middleware } = require('./middleware.js');
const { tooLarge, unknownEncoding, withStatus } = require('./request-error.js');
const { hasBody } = require('./request-filter.js');

/** The most bytes of a body, as of express.json(). */
const LIMIT = 100 * 1024;

/**
 * @param {unknown} [options]
 * @returns {any} see types/http.d.ts
 */
function json(options) {
  const limit = jsonLimit(options);
  return middleware((/** @type {any} */ req, res) => {
    if (!hasBody(req) || !isJson(req.headers['content-type']) || req.readableDidRead) return undefined;
    check(req.headers, limit);
    return parsed(req, limit, abortOnDisconnect(req, res)).then((value) => {
      req.body = value;
      return value;
    });
  });
}

/** @param {unknown} options */
function jsonLimit(options) {
  const given = optionsOf('http:json', options);
  return integerOrInfinity('options.limit', given.limit, 1) ?? LIMIT;
}

/** @param {string | undefined} type */
function isJson(type = '') {
  return /^application\/(?:[\w.-]+\+)?json[ \t]*(?:;|$)/i.test(type);
}

/**
 * Refuses a body that is known not to be readable, before it is read.
 * @param {Record<string, any>} headers
 * @param {number} limit
 */
function check(headers, limit) {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') throw unknownEncoding(encoding, ['identity']);
  const charset = /;[ \t]*charset[ \t]*=[ \t]*"?([^\s;"]+)/i.exec(headers['content-type'])?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset))
    throw withStatus(
      coded('ERR_HTTP_CHARSET', `JSON is read in UTF-8, and not in '${charset.slice(0, 64)}'`, {
        status: 415,
      }),
    );
  if (Number(headers['content-length']) > limit) throw tooLarge(limit);
}

/**
 * @param {AsyncIterable<Buffer>} body
 * @param {number} limit
 * @param {AbortSignal} signal
 */
async function parsed(body, limit, signal) {
  const bytes = await collected(body, limit);
  try {
    const value = await parseJson(bytes, { signal });
    if (typeof value === 'object' && value !== null) return value;
  } catch (/** @type {any} */ error) {
    if (!(error instanceof SyntaxError)) throw withStatus(error);
    throw withStatus(coded('ERR_HTTP_JSON', error.message));
  }
  throw withStatus(coded('ERR_HTTP_JSON', 'The body must be an array or an object'));
}

/**
 * Up to `limit` bytes of a stream. What is too much is read and thrown away, so that the client gets the answer.
 * @param {any} body
 * @param {number} limit
 * @returns {Promise<Buffer>}
 */
function collected(body, limit) {
  return new Promise((resolve, reject) => {
    /** @type {Buffer[]} */
    const chunks = [];
    let size = 0;
    body.on('data', (/** @type {Buffer} */ chunk) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(tooLarge(limit));
    });
    body.on('error', reject);
    body.on('close', () => reject(withStatus(coded('ABORT_ERR', 'The client has disconnected'))));
    body.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

module.exports = { collected, isJson, json, jsonLimit, parsed };
