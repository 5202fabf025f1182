'use strict';

const { FlushMode } = require('./flushes.js');
const { compressorOf, compressSettingsOf } = require('./compress-settings.js');
const { decompressorOf, decompressSettingsOf } = require('./decompress-settings.js');

/** @typedef {import('./kinds.js').Kind} Kind */

/**
 * How the thread pool does a call: `codecOf` gives the native object for data that begins with a byte, and `most` is the
 * greatest number of bytes of output.
 * @typedef {{ codecOf: (first: number | undefined) => import('../data/start-job.js').Starter<Buffer>, most: number }} FastPath
 */

/**
 * The fast path for options, which a stream of node:zlib checks; undefined where node has to do the call.
 * @param {Kind} kind
 * @param {any} options
 * @returns {FastPath | undefined}
 */
function fastPathOf(kind, options) {
  const stream = new kind.Node(options);
  stream.destroy();
  if (stream._info) return undefined;
  const most = stream._maxOutputLength;
  return kind.compresses
    ? compressPath(kind, stream, options, most)
    : decompressPath(kind, stream, options, most);
}

/**
 * @param {Kind} kind
 * @param {any} stream
 * @param {any} options
 * @param {number} most
 * @returns {FastPath | undefined}
 */
function compressPath(kind, stream, options, most) {
  const { modes, finish } = kind.flushes;
  if (modes[stream._defaultFlushFlag] !== FlushMode.None || stream._finishFlushFlag !== finish)
    return undefined;
  const settings = compressSettingsOf(kind, stream, options);
  if (settings === undefined) return undefined;
  return { codecOf: () => compressorOf(kind, settings), most };
}

/**
 * @param {Kind} kind
 * @param {any} stream
 * @param {any} options
 * @param {number} most
 * @returns {FastPath | undefined}
 */
function decompressPath(kind, stream, options, most) {
  const settings = decompressSettingsOf(kind, stream, options);
  if (settings === undefined) return undefined;
  const limited = { ...settings, maxOutput: most };
  return { codecOf: (first) => decompressorOf(kind, limited, first), most };
}

module.exports = { fastPathOf };
