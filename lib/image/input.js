'use strict';

const fs = require('node:fs');
const { Blob } = require('node:buffer');
const { promisify, types } = require('node:util');
const { setImmediate: nextTurn } = require('node:timers/promises');
const { EXPECTED, viewOf } = require('../data/bytes.js');
const { pathOf } = require('../data/path.js');
const { openRegularFile } = require('../data/regular-file.js');
const { invalidType, throwIfAborted } = require('../errors.js');
const { empty, inputTooLarge, unsupported } = require('./errors.js');
const { formatOf } = require('./formats.js');

const open = promisify(openRegularFile);
const fstat = promisify(fs.fstat);
const read = promisify(fs.read);
const close = promisify(fs.close);

/** Bytes that are read, or copied in one turn of the event loop. */
const SLICE = 2 ** 20;

/**
 * The bytes of an image, and their format. Refuses what is too large or of another format than the pool reads before any
 * decoder sees it.
 * @param {any} input
 * @param {{ maxInput: number, formats: Set<string> }} limits
 * @param {AbortSignal} [signal]
 */
async function readInput(input, { maxInput, formats }, signal) {
  const bytes = await bytesOf(input, maxInput, signal);
  if (bytes.byteLength === 0) throw empty();
  const format = formatOf(bytes);
  if (format === undefined || !formats.has(format)) throw unsupported(format);
  return { bytes, format };
}

/**
 * @param {any} input
 * @param {number} limit
 * @param {AbortSignal} [signal]
 * @returns {Promise<Uint8Array>}
 */
async function bytesOf(input, limit, signal) {
  if (input instanceof Blob) {
    if (input.size > limit) throw inputTooLarge(input.size, limit);
    return new Uint8Array(await input.arrayBuffer());
  }
  const view = typeof input === 'string' ? undefined : viewOf(input, 'input');
  if (view === undefined) return fileBytes(input, limit, signal);
  if (view.length > limit) throw inputTooLarge(view.length, limit);
  const bytes = /** @type {Uint8Array} */ (view);
  return types.isSharedArrayBuffer(bytes.buffer) ? unshared(bytes) : bytes;
}

/**
 * A copy in memory of its own, made in slices: what is shared between threads cannot be sent to a process.
 * @param {Uint8Array} bytes
 */
async function unshared(bytes) {
  const copy = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += SLICE) {
    if (at > 0) await nextTurn();
    copy.set(bytes.subarray(at, at + SLICE), at);
  }
  return copy;
}

/**
 * Read here, so that the sandbox of the workers needs no files.
 * @param {any} input
 * @param {number} limit
 * @param {AbortSignal} [signal]
 */
async function fileBytes(input, limit, signal) {
  // A stream of a file has `path` too, and may be of a part of it.
  if (input?.path === undefined || typeof input.pipe === 'function')
    throw invalidType('input', `${EXPECTED.slice(18)}, Blob, or { path }`, input);
  const file = /** @type {number} */ (await open(Buffer.from(pathOf('input.path', input.path))));
  try {
    const { size } = await fstat(file);
    if (size > limit) throw inputTooLarge(size, limit);
    return await contents(file, Buffer.allocUnsafeSlow(size), signal);
  } finally {
    await close(file);
  }
}

/**
 * As much as the file had when it was opened.
 * @param {number} file
 * @param {Buffer} target
 * @param {AbortSignal} [signal]
 */
async function contents(file, target, signal) {
  let length = 0;
  while (length < target.length) {
    const { bytesRead } = await read(file, target, length, Math.min(target.length - length, SLICE), null);
    throwIfAborted(signal);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return target.subarray(0, length);
}

module.exports = { readInput };
