'use strict';

const { hash } = require('../hash/index.js');
const { stringifyJson } = require('../json/stringify.js');
const { invalidValue } = require('../errors.js');
const { integer, optionsOf, signalOf } = require('../options.js');
const { abortOnDisconnect } = require('./abort.js');

/**
 * @param {import('node:http').ServerResponse} res
 * @param {unknown} value
 * @param {unknown} [options]
 * @returns {Promise<void>} see types/http.d.ts
 */
async function sendJson(res, value, options) {
  const given = optionsOf('sendJson', options);
  const status = integer('options.status', given.status, 200, 599) ?? res.statusCode;
  const signal = signalOf(given.signal);
  const made = await tagged(value, signal ?? abortOnDisconnect(undefined, res)).catch((error) => {
    // The client that it was for is gone: as with res.json(), that is no failure of the program.
    if (signal === undefined && res.destroyed) return undefined;
    throw error;
  });
  if (made === undefined) return;
  const { body, tag } = made;
  res.statusCode = status;
  if (res.getHeader('ETag') === undefined) res.setHeader('ETag', tag);
  if (isFresh(res)) {
    res.statusCode = 304;
    return void res.end();
  }
  if (res.getHeader('Content-Type') === undefined)
    res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', body.length);
  res.end(body);
}

/**
 * A value's JSON, and a tag of its bytes: of a fast digest, which is not against forgery.
 * @param {unknown} value
 * @param {AbortSignal} [signal]
 */
async function tagged(value, signal) {
  const body = await stringifyJson(value, { signal });
  if (body === undefined) throw invalidValue('value', 'has no JSON', value);
  const digest = await hash('xxh3', body, { signal });
  return { body, tag: `W/"${body.length.toString(16)}-${digest}"` };
}

/**
 * Whether the client has this body (RFC 9110, 13.1.2).
 * @param {import('node:http').ServerResponse} res
 */
function isFresh(res) {
  const { method = '', headers } = res.req;
  const known = headers['if-none-match'];
  if (known === undefined || !/^(?:GET|HEAD)$/.test(method) || res.statusCode !== 200) return false;
  const tag = String(res.getHeader('ETag')).replace(/^W\//, '');
  return known === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

module.exports = { sendJson, tagged };
