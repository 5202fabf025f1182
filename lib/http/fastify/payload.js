'use strict';

const { WebSource, isWebStream } = require('../../data/web-source.js');

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
 * Fastify does it later. A stream of which nothing will be sent is left to Fastify, which does not read it.
 * @param {any} reply
 * @param {any} payload
 */
function unwrapped(reply, payload) {
  const body = bodyOf(reply, payload);
  return isWebStream(body) && reply.statusCode !== 204 ? new WebSource(body) : body;
}

/**
 * @param {any} reply
 * @param {any} payload
 */
function bodyOf(reply, payload) {
  const isResponse = Object.prototype.toString.call(payload) === '[object Response]';
  if (!isResponse || payload.body === null || payload.bodyUsed) return payload;
  reply.code(payload.status);
  for (const [name, value] of payload.headers) reply.header(name, value);
  return payload.body;
}

module.exports = { isStream, isWhole, unwrapped };
