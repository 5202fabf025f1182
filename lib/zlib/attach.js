'use strict';

const { LANE } = require('./stream-driver.js');
const { bytesOf, settle } = require('./methods.js');
const { PackingLane } = require('./compress-driver.js');
const { packingOf } = require('./compress.js');
const { UnpackingLane } = require('./decompress-driver.js');
const { unpackingOf } = require('./decompress.js');

/**
 * A class of ours: its prototype, and what its streams were made for so far.
 * @typedef {{ kind: import('./kinds.js').Kind, prototype: any, kept: InstanceType<typeof import('./memo.js').Kept> }} Class
 */

/**
 * Gives a stream that node:zlib made a lane of our pool, if the native engines can do all that its options ask for.
 * @param {Class} ours
 * @param {any} stream
 * @param {any} options
 */
function attachLane(ours, stream, options) {
  const lane = laneOf(ours, stream, options);
  if (lane === undefined) return;
  Object.defineProperty(stream, LANE, { value: lane });
  // Small chunks make one job together, unless a subclass wants to see each, or each is to be flushed.
  if (stream._transform === ours.prototype._transform && stream._defaultFlushFlag === 0)
    stream._writev = gather;
}

/**
 * @param {Class} ours
 * @param {any} stream
 * @param {any} options
 */
function laneOf({ kind, kept }, stream, options) {
  const pieceSize = options?.chunkSize === undefined ? Infinity : Math.floor(stream._chunkSize);
  if (kind.packs) {
    const packing = kept.of(options, () => packingOf(kind, stream, options));
    return packing && new PackingLane(kind, stream, pieceSize, packing);
  }
  const unpacking = kept.of(options, () => unpackingOf(kind, stream, options));
  return unpacking && new UnpackingLane(kind, stream, pieceSize, unpacking);
}

/**
 * @this {any}
 * @param {Array<{ chunk: any, encoding: BufferEncoding }>} entries
 * @param {(error?: Error | null) => void} callback
 */
function gather(entries, callback) {
  if (!this._handle) return process.nextTick(callback);
  const lane = this[LANE];
  const chunks = entries.map(({ chunk, encoding }) => bytesOf(chunk, encoding));
  settle(this, takeAll(lane, chunks), callback);
}

/**
 * @param {InstanceType<typeof import('./stream-driver.js').Lane>} lane
 * @param {Uint8Array[]} chunks
 */
async function takeAll(lane, chunks) {
  await lane.take(chunks);
  // Once all is written the end need not wait for a reader, as with any Transform.
  if (!lane.stream.writableEnded) await lane.room();
}

module.exports = { attachLane };
