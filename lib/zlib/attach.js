'use strict';

const { DRIVER } = require('./stream-driver.js');
const { bytesOf, settle } = require('./methods.js');
const { cutWhatIsIterated } = require('./cut-iterated.js');
const { CompressDriver } = require('./compress-driver.js');
const { compressSettingsOf } = require('./compress-settings.js');
const { DecompressDriver } = require('./decompress-driver.js');
const { decompressSettingsOf } = require('./decompress-settings.js');

/**
 * A class of ours: its prototype, and the settings of its streams so far.
 * @typedef {{ kind: import('./kinds.js').Kind, prototype: any, memo: InstanceType<typeof import('./memo.js').Memo> }} Class
 */

/**
 * Gives a driver to a stream that node:zlib has made, where the native engines can do all that its options ask for.
 * @param {Class} ours
 * @param {any} stream
 * @param {any} options
 */
function attachDriver(ours, stream, options) {
  const driver = driverOf(ours, stream, options);
  if (driver === undefined) return;
  Object.defineProperty(stream, DRIVER, { value: driver, configurable: true });
  if (options?.chunkSize !== undefined) cutWhatIsIterated(stream, driver.pieceSize);
  // Chunks that wait become one job, except where a subclass handles each chunk or each chunk is flushed.
  if (stream._transform !== ours.prototype._transform || stream._defaultFlushFlag !== 0) return;
  const get = () => (driver.callbacks.areDue || stream[DRIVER] === undefined ? undefined : takeTogether);
  Object.defineProperty(stream, '_writev', { get, configurable: true });
}

/**
 * @param {Class} ours
 * @param {any} stream
 * @param {any} options
 */
function driverOf({ kind, memo }, stream, options) {
  const pieceSize = options?.chunkSize === undefined ? Infinity : Math.floor(stream._chunkSize);
  if (kind.compresses) {
    const settings = memo.of(options, () => compressSettingsOf(kind, stream, options));
    return settings && new CompressDriver(kind, stream, pieceSize, settings);
  }
  const settings = memo.of(options, () => decompressSettingsOf(kind, stream, options));
  return settings && new DecompressDriver(kind, stream, pieceSize, settings);
}

/**
 * @this {any}
 * @param {Array<{ chunk: any, encoding: BufferEncoding }>} entries
 * @param {(error?: Error | null) => void} callback
 */
function takeTogether(entries, callback) {
  if (!this._handle) return process.nextTick(callback);
  const driver = this[DRIVER];
  const chunks = entries.map(({ chunk, encoding }) => bytesOf(chunk, encoding));
  settle(this, takeAll(driver, chunks), callback);
}

/**
 * @param {InstanceType<typeof import('./stream-driver.js').StreamDriver>} driver
 * @param {Uint8Array[]} chunks
 */
async function takeAll(driver, chunks) {
  await driver.take(chunks);
  // As with any Transform, the end does not wait for a reader after everything was written.
  if (!driver.stream.writableEnded) await driver.output.room();
}

module.exports = { attachDriver };
