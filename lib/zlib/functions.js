'use strict';

const zlib = require('node:zlib');
const { sizeOf, viewOf } = require('../bytes.js');
const { fromNative } = require('../errors.js');
const { startOne } = require('../inputs.js');
const { run } = require('../job.js');
const { THEN } = require('./flushes.js');
const { compressorOf, packingOf } = require('./packing.js');
const { decompressorOf, unpackingOf } = require('./unpacking.js');

/** @typedef {import('./kinds.js').Kind} Kind */

/**
 * What a call asks for: the native class for data that begins with a byte, and the most bytes that may come out.
 * @typedef {{ coderOf: (first: number | undefined) => import('../inputs.js').Coder, most: number }} Plan
 */

/**
 * The function of ours for one of node:zlib's that call back, which does what ours leaves to it.
 * @param {Kind} kind
 */
function functionOver(kind) {
  const node = /** @type {any} */ (zlib)[kind.call];
  const plain = planOf(kind, undefined);

  /**
   * @param {any} buffer
   * @param {any} options
   * @param {any} [callback]
   */
  return function asyncBufferWrapper(buffer, options, callback) {
    const [given, done] = typeof options === 'function' ? [undefined, options] : [options, callback];
    const data = viewOf(buffer);
    if (data === undefined || typeof done !== 'function') return node(buffer, options, callback);
    const plan = given === undefined ? plain : planOf(kind, given);
    if (plan === undefined) return node(buffer, given, done);
    start(kind, plan, data).then(
      (bytes) => process.nextTick(done, null, bytes),
      (error) => process.nextTick(done, error),
    );
  };
}

/**
 * The plan for these options, which a stream of node:zlib's checks; none where node has to do it.
 * @param {Kind} kind
 * @param {any} options
 * @returns {Plan | undefined}
 */
function planOf(kind, options) {
  const stream = new kind.Node(options);
  stream.destroy();
  if (stream._info) return undefined;
  const most = stream._maxOutputLength;
  return kind.packs ? packingPlan(kind, stream, options, most) : unpackingPlan(kind, stream, options, most);
}

/**
 * @param {Kind} kind
 * @param {any} stream
 * @param {any} options
 * @param {number} most
 * @returns {Plan | undefined}
 */
function packingPlan(kind, stream, options, most) {
  const { thens, finish } = kind.flushes;
  if (thens[stream._defaultFlushFlag] !== THEN.wait || stream._finishFlushFlag !== finish) return undefined;
  const packing = packingOf(kind, stream, options);
  if (packing === undefined) return undefined;
  const coder = compressorOf(kind, packing);
  return { coderOf: () => coder, most };
}

/**
 * @param {Kind} kind
 * @param {any} stream
 * @param {any} options
 * @param {number} most
 * @returns {Plan | undefined}
 */
function unpackingPlan(kind, stream, options, most) {
  const unpacking = unpackingOf(kind, stream, options);
  if (unpacking === undefined) return undefined;
  const limited = { ...unpacking, maxOutput: most };
  if (kind.row === undefined) return { coderOf: (first) => decompressorOf(kind, limited, first), most };
  const coder = decompressorOf(kind, limited);
  return { coderOf: () => coder, most };
}

/**
 * @param {Kind} kind
 * @param {Plan} plan
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

const NO_OPTIONS = Object.freeze({});

module.exports = { functionOver };
