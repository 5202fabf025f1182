'use strict';

const { types } = require('node:util');
const native = require('../../../native.js');
const { TaskDataError } = require('../../errors.js');
const { untrustedRebuilder } = require('../rebuild-untrusted.js');
const { deserialize } = require('./deserialize.js');
const { ProtocolError } = require('./protocol-error.js');
const { isShort } = require('./short-reader.js');
const { VIEWS } = require('./views.js');

/** The version of V8's format: the byte after its tag. @type {number | undefined} */
let version;
/** A little less than V8's reader can do, which is recursive. */
const MAX_DEPTH = 1000;
/**
 * Bytes of memory that the values of a message may take: `least` for any message, `perByte` for each byte of it, and at
 * most `perByteAllowed` for each byte of the limit. An empty object takes 3 bytes in a message and 105 of memory.
 */
const MEMORY = { least: 1024 * 1024, perByte: 100, perByteAllowed: 8 };
/**
 * Nanoseconds that V8 may take to build the values of a message, for each byte of the limit: about 50 ms for each MiB. That
 * is V8's one step, which cannot be divided.
 */
const TIME_PER_BYTE_ALLOWED = 50;

/**
 * Checks a serialized value without building it.
 * @param {Uint8Array} body
 * @param {number} attachments
 * @param {number} maxMessage
 */
function check(body, attachments, maxMessage) {
  const { least, perByte, perByteAllowed } = MEMORY;
  const memory = Math.min(least + perByte * body.byteLength, perByteAllowed * maxMessage);
  const time = TIME_PER_BYTE_ALLOWED * maxMessage;
  version ??= require('node:v8').serialize(0)[1];
  const limits = { version, depth: MAX_DEPTH, memory, time, views: VIEWS.length, attachments };
  return native.checkValue(body, limits);
}

/**
 * Refuses what the other end, which does not trust this one, would take for an attack.
 * @param {import('./serialize.js').Serialized} message
 * @param {number} maxMessage
 * @throws {TaskDataError}
 */
function checkAccepted(message, maxMessage) {
  // The short form has nothing to check.
  if (isShort(message)) return;
  const { body, attachments } = message;
  const { fault } = check(body, attachments.length, maxMessage);
  if (fault === undefined) return;
  throw new TaskDataError('ERR_TASK_NOT_SERIALIZABLE', `The value cannot leave a sandboxed worker: ${fault}`);
}

/**
 * The value of a message from an untrusted end: it is checked, then built, then keys `__proto__` are removed.
 * @param {import('./inbox.js').Received} message
 * @param {number} maxMessage
 * @returns {unknown}
 * @throws {ProtocolError}
 */
function deserializeUntrusted(message, maxMessage) {
  // Its reader checks every byte, and it has no keys `__proto__`.
  if (isShort(message)) return deserialize(message);
  const { body, attachments } = message;
  const { fault, hasPrototypeKeys } = check(body, attachments.length, maxMessage);
  if (fault !== undefined) throw new ProtocolError(`a value that is not accepted: ${fault}`);
  const value = deserialize(message, untrustedRebuilder());
  if (hasPrototypeKeys) dropPrototypeKeys(value);
  return value;
}

/**
 * Removes every own property `__proto__` within a value: assigning it to another object would set the prototype of that
 * object.
 * @param {unknown} root out of the deserializer, so without getters or proxies
 */
function dropPrototypeKeys(root) {
  const seen = new Set([root]);
  // The iteration of a Set includes what is added meanwhile.
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
