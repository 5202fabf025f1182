'use strict';

const { THEN } = require('./flushes.js');
const { compressorOf, packingOf } = require('./compress.js');
const { decompressorOf, unpackingOf } = require('./decompress.js');

/** @typedef {import('./kinds.js').Kind} Kind */

/**
 * What a call asks for: the native class for data that begins with a byte, and the most bytes that may come out.
 * @typedef {{ coderOf: (first: number | undefined) => import('../data/start-job.js').Starter<Buffer>, most: number }} Plan
 */

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
  return { coderOf: () => compressorOf(kind, packing), most };
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
  return { coderOf: (first) => decompressorOf(kind, limited, first), most };
}

module.exports = { planOf };
