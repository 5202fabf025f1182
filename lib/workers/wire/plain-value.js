'use strict';

const { types } = require('node:util');

/** The depth of a copy, and how much it keeps of a text or of bytes. */
const MAX_DEPTH = 8;
const MAX_LENGTH = 1 << 16;

/**
 * @param {unknown} text
 * @param {{ left: number }} room as of `plain`
 * @returns {string} its first 65 536 characters at most
 */
function bounded(text, room) {
  const string = String(text);
  const length = fitting(string.length, room);
  return length === string.length ? string : `${string.slice(0, length)}…`;
}

/**
 * @param {number} length
 * @param {{ left: number }} room
 */
function fitting(length, room) {
  const fits = Math.min(length, MAX_LENGTH, Math.max(room.left, 1) << 10);
  room.left -= fits >> 10;
  return fits;
}

/**
 * A copy of `value` that any channel carries, bounded in depth and size. What cannot travel (functions, symbols,
 * what throws when it is read) is left out, as is what lies beyond the bounds.
 * @param {unknown} value
 * @param {{ left: number }} room how much may be kept: values, and KiB of text and bytes; reduced by what is kept
 * @returns {unknown}
 */
function plain(value, room) {
  return copy(value, [], room);
}

/**
 * @param {any} value
 * @param {object[]} ancestors
 * @param {{ left: number }} room
 * @returns {any}
 */
function copy(value, ancestors, room) {
  if (typeof value === 'string') return bounded(value, room);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (types.isDate(value)) return new Date(value.getTime());
  if (ArrayBuffer.isView(value)) return copyBytes(value, room);
  if (ancestors.includes(value) || ancestors.length === MAX_DEPTH) return undefined;
  const inside = [...ancestors, value];
  if (types.isMap(value)) {
    return new Map(
      take(value, room).map((pair) => [copy(pair[0], inside, room), copy(pair[1], inside, room)]),
    );
  }
  if (types.isSet(value)) return new Set(take(value, room).map((item) => copy(item, inside, room)));
  if (Array.isArray(value)) return take(value, room).map((item) => copy(item, inside, room));
  const own = copyProperties(value, inside, room);
  return types.isNativeError(value) ? { name: value.name, message: value.message, ...own } : own;
}

/**
 * @param {any} value
 * @param {object[]} inside
 * @param {{ left: number }} room
 */
function copyProperties(value, inside, room) {
  /** @type {Record<string, unknown>} */
  const copied = {};
  for (const key of take(Object.keys(value), room)) {
    const item = copy(read(value, key), inside, room);
    if (item !== undefined && key !== '__proto__') copied[key] = item;
  }
  return copied;
}

/**
 * @param {ArrayBufferView} view
 * @param {{ left: number }} room
 */
function copyBytes({ buffer, byteOffset, byteLength }, room) {
  const bytes = new Uint8Array(buffer, byteOffset, fitting(byteLength, room));
  return new Uint8Array(bytes);
}

/**
 * As many of the items as there is room for.
 * @param {Iterable<any>} items
 * @param {{ left: number }} room
 */
function take(items, room) {
  const kept = [];
  for (const item of items) {
    if (room.left <= 0) break;
    room.left -= 1;
    kept.push(item);
  }
  return kept;
}

/**
 * @param {any} object
 * @param {string} key
 * @returns {unknown} undefined where a getter throws
 */
function read(object, key) {
  try {
    return object[key];
  } catch {
    return undefined;
  }
}

module.exports = { bounded, plain, read, take };
