'use strict';

const { types } = require('node:util');
const { serialize: serializeOfV8 } = require('node:v8');
const native = require('../../../native.js');
const { TaskDataError } = require('../../errors.js');
const { deserialize } = require('./deserialize.js');
const { ProtocolError } = require('./protocol-error.js');
const { isShort } = require('./short-reader.js');
const { VIEWS } = require('./views.js');

/** The version of V8's format, behind the tag of it. */
const VERSION = serializeOfV8(0)[1];
/** V8's own reader, which is recursive, goes a little further. */
const MAX_DEPTH = 1000;
/**
 * Bytes of memory that the values of a message may come to: some whatever its size, more for each of its bytes, and for
 * each byte that one may have. An empty object takes 3 bytes in a message and 105 of memory.
 */
const MEMORY = { least: 1024 * 1024, perByte: 100, perByteAllowed: 8 };

/**
 * What is wrong with a value as an end would see it that does not trust us; true if keys `__proto__` are in it.
 * @param {Uint8Array} body
 * @param {number} attachments
 * @param {number} maxMessage
 * @returns {boolean | string}
 */
function verdict(body, attachments, maxMessage) {
  const { least, perByte, perByteAllowed } = MEMORY;
  const memory = Math.min(least + perByte * body.byteLength, perByteAllowed * maxMessage);
  const limits = { version: VERSION, depth: MAX_DEPTH, memory, views: VIEWS.length, attachments };
  return native.checkValue(body, limits);
}

/**
 * Refuses here what the other end would take for an attack.
 * @param {import('./serialize.js').Serialized} message
 * @param {number} maxMessage
 * @throws {TaskDataError}
 */
function checkAccepted(message, maxMessage) {
  // Whoever can write it can read it.
  if (isShort(message)) return;
  const { body, attachments } = message;
  const reason = verdict(body, attachments.length, maxMessage);
  if (typeof reason === 'boolean') return;
  throw new TaskDataError(
    'ERR_TASK_NOT_SERIALIZABLE',
    `The value cannot leave a sandboxed worker: ${reason}`,
  );
}

/**
 * The value of a message from an end that is not trusted: first checked without building it, then built, then freed
 * of keys called `__proto__`.
 * @param {import('./inbox.js').Received} message
 * @param {number} maxMessage
 * @returns {unknown}
 * @throws {ProtocolError}
 */
function deserializeUntrusted(message, maxMessage) {
  // Its reader takes nothing for granted, and there are no keys in it.
  if (isShort(message)) return deserialize(message);
  const { body, attachments } = message;
  const hasPrototypeKeys = verdict(body, attachments.length, maxMessage);
  if (typeof hasPrototypeKeys === 'string') {
    throw new ProtocolError(`a message that is no proper value: ${hasPrototypeKeys}`);
  }
  const value = deserialize(message);
  if (hasPrototypeKeys) dropPrototypeKeys(value);
  return value;
}

/**
 * Removes every own property called `__proto__` within a value: harmless where it is, it would set the prototype of
 * whatever it is assigned to.
 * @param {unknown} root as it came out of the deserializer: without getters or proxies
 */
function dropPrototypeKeys(root) {
  const seen = new Set([root]);
  // A Set is iterated in the order of adding, also of what is added meanwhile.
  for (const value of seen) {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
    if (Object.hasOwn(value, '__proto__')) delete (/** @type {any} */ (value)['__proto__']);
    for (const inner of children(value)) if (typeof inner === 'object') seen.add(inner);
  }
}

/**
 * @param {object} object
 * @returns {Iterable<unknown>}
 */
function* children(object) {
  if (types.isMap(object)) {
    for (const pair of object) yield* pair;
  } else if (types.isSet(object)) {
    yield* object;
  }
  // Not only enumerable ones: an error's cause is not.
  for (const key of Object.getOwnPropertyNames(object)) yield Reflect.get(object, key);
}

module.exports = { checkAccepted, deserializeUntrusted };
