'use strict';

const { types } = require('node:util');
const { TaskDataError } = require('../errors.js');
const { INIT, RUN } = require('./messages.js');

/** How many values are searched at most. */
const MOST_VALUES = 100_000;

/**
 * The same error, with the path of the value that it is about: `[0].options.callback`.
 * @template {Error} E
 * @param {E} error
 * @param {unknown} root
 * @param {(value: any) => boolean} isCulprit
 * @returns {E}
 */
function withPath(error, root, isCulprit) {
  const path = pathOfCulprit(root, isCulprit);
  if (path === undefined) return error;
  error.message = `${error.message} (at ${path})`;
  return Object.assign(error, { path });
}

/**
 * The path of the first value that cannot be sent; undefined when none is found.
 * @param {unknown} root
 * @param {(value: any) => boolean} isCulprit
 */
function pathOfCulprit(root, isCulprit) {
  const seen = new Set();
  /** @type {{ value: unknown, path: string }[]} */
  const waiting = [{ value: root, path: '' }];
  for (let index = 0; index < waiting.length && index < MOST_VALUES; index += 1) {
    const { value, path } = waiting[index];
    if (isCulprit(value)) return path;
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value)) continue;
    seen.add(value);
    for (const [step, inner] of entries(value)) waiting.push({ value: inner, path: path + step });
  }
  return undefined;
}

/**
 * Whether structured clone refuses the value everywhere.
 * @param {unknown} value
 */
function isUncloneable(value) {
  return (
    typeof value === 'function' ||
    typeof value === 'symbol' ||
    types.isProxy(value) ||
    types.isPromise(value) ||
    types.isWeakMap(value) ||
    types.isWeakSet(value) ||
    types.isGeneratorObject(value)
  );
}

/**
 * Whether the value cannot be sent to another process.
 * @param {any} value
 */
function isBoundToProcess(value) {
  const shared = ArrayBuffer.isView(value) ? value.buffer : value;
  // The global, as it costs nothing until it is looked at: to load node:worker_threads takes over a millisecond.
  return types.isSharedArrayBuffer(shared) || isUncloneable(value) || value instanceof MessagePort;
}

/**
 * The error for what `isBoundToProcess`.
 * @param {string} what
 */
function unsupported(what) {
  const message = `${what} cannot be shared with another process; with isolation: 'thread' it can`;
  return new TaskDataError('ERR_TASK_UNSUPPORTED_TRANSFER', message);
}

/**
 * What an object holds, each with its step of a path.
 * @param {object} object
 * @returns {Iterable<[string, unknown]>}
 */
function* entries(object) {
  if (types.isMap(object)) {
    let index = 0;
    for (const [key, value] of object) {
      yield [`.keys()[${index}]`, key];
      yield [`.get(${typeof key === 'string' ? JSON.stringify(key) : '…'})`, value];
      index += 1;
    }
  } else if (types.isSet(object)) {
    for (const value of object) yield ['.values()', value];
  }
  for (const key of Object.keys(object)) {
    yield [stepOf(object, key), Object.getOwnPropertyDescriptor(object, key)?.value];
  }
}

/**
 * A step of a path in a value, as JavaScript writes it: `[0]`, `.name`, `["a name"]`.
 * @param {object} object
 * @param {string} key
 */
function stepOf(object, key) {
  if (Array.isArray(object)) return `[${key}]`;
  return /^[\w$]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** The names of the parts of a message that users know, by message and index. */
const NAMES = { [`${INIT}[2]`]: 'workerData', [`${RUN}[3]`]: 'args', [`${RUN}[7]`]: 'items' };

/**
 * The error for a message that cannot be sent, its path as users know it: `args[0].onDone`.
 * @param {any} error
 * @param {unknown[]} message
 */
function withNamedPath(error, [tag]) {
  if (!(error instanceof TaskDataError)) return error;
  const path = /** @type {{ path?: string }} */ (error).path ?? '';
  const named = path.replace(/^\[\d+\]/, (step) => /** @type {any} */ (NAMES)[`${tag}${step}`] ?? 'value');
  error.message = error.message.replace(`(at ${path})`, `(at ${named})`);
  return Object.assign(error, { path: path === '' ? undefined : named });
}

module.exports = { isBoundToProcess, isUncloneable, stepOf, unsupported, withNamedPath, withPath };
