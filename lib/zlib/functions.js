'use strict';

const zlib = require('node:zlib');
const { sizeOf, viewOf } = require('../data/bytes.js');
const { fromNative } = require('../errors.js');
const { startOne } = require('../data/start-job.js');
const { NO_OPTIONS, run } = require('../job.js');
const { Kept } = require('./memo.js');
const { planOf } = require('./fast-path.js');

/** @typedef {import('./kinds.js').Kind} Kind */

/**
 * The function of ours for one of node:zlib's that call back, which does what ours leaves to it.
 * @param {Kind} kind
 */
function functionOver(kind) {
  const node = /** @type {any} */ (zlib)[kind.call];
  const plans = new Kept();

  /**
   * @param {any} buffer
   * @param {any} options
   * @param {any} [callback]
   */
  return function asyncBufferWrapper(buffer, options, callback) {
    const [given, done] = typeof options === 'function' ? [undefined, options] : [options, callback];
    const data = viewOf(buffer);
    if (data === undefined || typeof done !== 'function') return node(buffer, options, callback);
    const plan = plans.of(given, () => planOf(kind, given));
    if (plan === undefined) return node(buffer, given, done);
    start(kind, plan, data).then(
      (bytes) => process.nextTick(done, null, bytes),
      (error) => process.nextTick(done, error),
    );
  };
}

/**
 * @param {Kind} kind
 * @param {import('./fast-path.js').Plan} plan
 * @param {string | Uint8Array} data
 * @returns {Promise<Buffer>}
 */
async function start(kind, { coderOf, most }, data) {
  const first = typeof data === 'string' ? data.charCodeAt(0) : data[0];
  const coder = coderOf(first);
  const context = { operation: kind.call, format: kind.row?.name ?? 'auto', bytes: sizeOf(data) };
  const bytes = await run(context, NO_OPTIONS, (control) => startOne(coder, data, NO_OPTIONS, [], control));
  if (bytes.length > most) throw fromNative({ code: 'ERR_BUFFER_TOO_LARGE', limit: most });
  return bytes;
}

module.exports = { functionOver };
