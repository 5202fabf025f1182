'use strict';

const zlib = require('node:zlib');
const { sizeOf, viewOf } = require('../data/bytes.js');
const { fromNative } = require('../errors.js');
const { startOne } = require('../data/start-job.js');
const { NO_OPTIONS, run } = require('../job.js');
const { requireDictionary } = require('./detached.js');
const { Memo } = require('./memo.js');
const { fastPathOf } = require('./fast-path.js');

/** @typedef {import('./kinds.js').Kind} Kind */

/**
 * Replaces one of node:zlib's functions that take a callback. Where there is no fast path, node's function does the call.
 * @param {Kind} kind
 */
function functionOver(kind) {
  const node = /** @type {any} */ (zlib)[kind.call];
  const paths = new Memo();

  /**
   * @param {any} buffer
   * @param {any} options
   * @param {any} [callback]
   */
  return function asyncBufferWrapper(buffer, options, callback) {
    const [given, done] = typeof options === 'function' ? [undefined, options] : [options, callback];
    const data = viewOf(buffer, 'buffer');
    requireDictionary(given);
    if (data === undefined || typeof done !== 'function') return node(buffer, options, callback);
    const path = paths.of(given, () => fastPathOf(kind, given));
    if (path === undefined) return node(buffer, given, done);
    start(kind, path, data).then(
      (bytes) => process.nextTick(done, null, bytes),
      (error) => process.nextTick(done, error),
    );
  };
}

/**
 * @param {Kind} kind
 * @param {import('./fast-path.js').FastPath} path
 * @param {string | Uint8Array} data
 * @returns {Promise<Buffer>}
 */
async function start(kind, { codecOf, most }, data) {
  const first = typeof data === 'string' ? data.charCodeAt(0) : data[0];
  const codec = codecOf(first);
  const context = { operation: kind.call, format: kind.row?.name ?? 'auto', bytes: sizeOf(data) };
  const bytes = await run(context, NO_OPTIONS, (control) => startOne(codec, data, NO_OPTIONS, [], control));
  if (bytes.length > most) throw fromNative({ code: 'ERR_BUFFER_TOO_LARGE', limit: most });
  return bytes;
}

module.exports = { functionOver };
