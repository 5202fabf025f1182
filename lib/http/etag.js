'use strict';

const { hash } = require('../hash/index.js');

/** @typedef {import('./coding.js').Head} Head */

/**
 * A tag of a body: of a fast digest, which is not against forgery.
 * @param {Uint8Array} body
 * @param {AbortSignal} [signal]
 */
async function tagOf(body, signal) {
  const digest = await hash('xxh3', body, { signal });
  return `W/"${body.length.toString(16)}-${digest}"`;
}

/**
 * Whether the client has this body (RFC 9110, 13.1.2).
 * @param {import('node:http').IncomingMessage} req
 * @param {Head} head
 */
function isFresh({ method = '', headers }, head) {
  const known = headers['if-none-match'];
  if (known === undefined || !/^(?:GET|HEAD)$/.test(method) || head.statusCode !== 200) return false;
  const tag = String(head.getHeader('ETag')).replace(/^W\//, '');
  return known === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

module.exports = { isFresh, tagOf };
