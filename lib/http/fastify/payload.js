'use strict';

const { Readable } = require('node:stream');

/** Whether a payload is known as a whole. @param {unknown} payload */
function isWhole(payload) {
  return typeof payload === 'string' || payload instanceof Uint8Array;
}

/** @param {any} payload */
function isStream(payload) {
  return typeof payload?.pipe === 'function';
}

/**
 * A payload as a stream of node's, where it is one of the web or a Response; its status and headers become the reply's, as
 * Fastify does it later.
 * @param {any} reply
 * @param {any} payload
 */
function unwrapped(reply, payload) {
  if (payload instanceof ReadableStream) return Readable.fromWeb(/** @type {any} */ (payload));
  if (!(payload instanceof Response) || payload.body === null || payload.bodyUsed) return payload;
  reply.code(payload.status);
  for (const [name, value] of payload.headers) reply.header(name, value);
  return Readable.fromWeb(/** @type {any} */ (payload.body));
}

module.exports = { isStream, isWhole, unwrapped };
