'use strict';

const { types } = require('node:util');
const { COMMON_CLASSES } = require('../errors.js');
const { bounded, plain, read, take } = require('./plain-value.js');

/** How deep errors within errors are followed. */
const MAX_DEPTH = 8;
/** How much a description keeps: values and KiB of text. An error counts as several values. */
const ROOM = 2000;
const ERROR_COST = 10;

/**
 * A thrown value as plain data: an error, or anything else.
 * @typedef {{ class: string, name: string, message: string, stack: string, properties: [string, Description][],
 *   cause?: Description, errors?: Description[] } | { value: unknown }} Description
 */

/** Own properties that have their own place in a description, or none. */
const APART = new Set(['message', 'stack', 'name', 'cause', 'errors', '__proto__']);

/**
 * Describes what was thrown as data that any channel can send: class, name, message, stack, code, own properties, cause and
 * errors, bounded in depth and size. Never throws.
 * @param {unknown} thrown
 * @returns {Description}
 */
function describe(thrown) {
  try {
    return describeInside(thrown, 0, { left: ROOM });
  } catch {
    return describe(new Error('A value was thrown that cannot be read'));
  }
}

/**
 * @param {any} thrown
 * @param {number} depth
 * @param {{ left: number }} room
 * @returns {Description}
 */
function describeInside(thrown, depth, room) {
  if (!isError(thrown)) return { value: plain(thrown, room) };
  if (room.left <= 0 || depth > MAX_DEPTH) return { value: undefined };
  room.left -= ERROR_COST;
  const inner = (/** @type {unknown} */ value) => describeInside(value, depth + 1, room);
  return {
    class: classOf(thrown),
    name: bounded(thrown.name, room),
    message: bounded(thrown.message, room),
    stack: bounded(thrown.stack, room),
    ...(Object.hasOwn(thrown, 'cause') && { cause: inner(thrown.cause) }),
    ...(Array.isArray(thrown.errors) && { errors: take(thrown.errors, room).map(inner) }),
    properties: take(ownProperties(thrown), room).map(([name, value]) => [name, inner(value)]),
  };
}

/**
 * @param {unknown} value
 * @returns {value is AggregateError}
 */
function isError(value) {
  return types.isNativeError(value) || value instanceof DOMException || value instanceof Error;
}

/**
 * The name of the nearest class that both sides have.
 * @param {object} error
 */
function classOf(error) {
  for (let proto = Object.getPrototypeOf(error); proto !== null; proto = Object.getPrototypeOf(proto)) {
    const name = Object.hasOwn(proto, 'constructor') ? proto.constructor?.name : undefined;
    if (Object.hasOwn(COMMON_CLASSES, name)) return name;
  }
  return 'Error';
}

/**
 * @param {object} error
 * @returns {[string, unknown][]}
 */
function ownProperties(error) {
  const names = Object.keys(error).filter((name) => !APART.has(name));
  if (Object.hasOwn(error, 'code') && !names.includes('code')) names.push('code');
  return names
    .map((name) => /** @type {[string, unknown]} */ ([name, read(error, name)]))
    .filter(([, value]) => typeof value !== 'function' && typeof value !== 'symbol');
}

module.exports = { describe };
