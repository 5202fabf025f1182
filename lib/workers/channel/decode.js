'use strict';

const { serialize: serializeOfV8 } = require('node:v8');
const native = require('../../native.js');
const { deserialize } = require('./deserialize.js');
const { ProtocolError } = require('./protocol-error.js');
const { dropPrototypeKeys } = require('./prototype-keys.js');
const { VIEWS } = require('./views.js');

/** The version of V8's format, behind the tag of it. */
const VERSION = serializeOfV8(0)[1];
/** V8's own reader, which is recursive, goes a little further. */
const MAX_DEPTH = 1000;
/** How many bytes of memory a message may come to for each byte that one may have. */
const GROWTH = 16;

/**
 * What may be in a value that an end sends which is not trusted.
 * @param {number} attachments
 * @param {number} maxMessage
 */
function valueLimits(attachments, maxMessage) {
  return { version: VERSION, depth: MAX_DEPTH, memory: GROWTH * maxMessage, views: VIEWS.length, attachments };
}

/**
 * The value of a message that may be anything: first checked without building it, then built, then freed of keys
 * called `__proto__`.
 * @param {import('./inbox.js').Received} message
 * @param {number} maxMessage
 * @returns {unknown}
 * @throws {ProtocolError}
 */
function decodeUntrusted({ body, attachments }, maxMessage) {
  const verdict = native.checkValue(body, valueLimits(attachments.length, maxMessage));
  if (typeof verdict === 'string') throw new ProtocolError(`a message that is no proper value: ${verdict}`);
  const value = deserialize(body, attachments);
  if (verdict) dropPrototypeKeys(value);
  return value;
}

/**
 * The value of a message from an end that is trusted.
 * @param {import('./inbox.js').Received} message
 * @returns {unknown}
 * @throws {ProtocolError}
 */
function decode({ body, attachments }) {
  return deserialize(body, attachments);
}

module.exports = { decode, decodeUntrusted, valueLimits };
