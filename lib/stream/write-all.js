'use strict';

const stream = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { onAbort } = require('../abort.js');
const { EXPECTED, faultOf, viewOf } = require('../data/bytes.js');
const { WebSource, isWebStream, prematureClose } = require('../data/web-source.js');
const { abortErrorOf, coded, invalidType } = require('../errors.js');

/** Of streams of both kinds; the types of Node lack it. @type {(source: unknown) => boolean} */
const isDisturbed = /** @type {any} */ (stream).isDisturbed;

/**
 * Whether a value is a stream, of Node or of the web, or an async iterable, that `writeAll` may take.
 * @param {any} source
 */
function isStream(source) {
  return isNodeStream(source) || isWebStream(source) || typeof source?.[Symbol.asyncIterator] === 'function';
}

/** @param {any} source */
function isNodeStream(source) {
  return typeof source?.pipe === 'function' && typeof source.on === 'function';
}

/**
 * Throws for a stream that was read, destroyed or ended before: what is left of it is not what the caller means. Also for
 * one that never flows, because a listener for 'readable' reads it, and for one that can only be written to.
 * @param {any} source
 */
function refuseDisturbed(source) {
  if (isDisturbed(source) || source.readableEnded)
    throw coded(
      'ERR_INVALID_STATE',
      'The stream was read or destroyed before, and what is left of it is not all of its data: pass a fresh one',
    );
  if (source.listenerCount?.('readable') > 0)
    throw coded(
      'ERR_INVALID_STATE',
      "The stream has a listener for 'readable', which reads its data: pass a stream that nothing else reads",
    );
  if (isWriteOnly(source)) throw invalidType('stream', 'a stream that can be read', source);
}

/**
 * A Writable has `pipe` too, and nothing comes by it.
 * @param {any} source
 */
function isWriteOnly(source) {
  return source instanceof stream.Stream && 'writable' in source && !(/** @type {any} */ (source).readable);
}

/**
 * Writes all of a caller's stream to one of ours. Rejects, and destroys both, where the source gives what is not bytes
 * or text, and as `refuseDisturbed`.
 * @param {any} source a stream of Node or of the web, or an async iterable
 * @param {import('node:stream').Writable} target
 * @param {AbortSignal} [signal]
 */
async function writeAll(source, target, signal) {
  refuseDisturbed(source);
  const readable = readableOf(source);
  const abortion = new AbortController();
  const abort = () => abortion.abort(signal?.reason);
  const forget = onAbort(signal, abort);
  if (signal?.aborted) abort();
  try {
    await pipeline(readable, onlyBytes(), target, { signal: abortion.signal });
  } catch (error) {
    throw abortErrorOf(signal) ?? errorOf(readable, error);
  } finally {
    forget();
  }
}

/**
 * A pipeline puts an error of its own in the place of one that has the code of a premature close.
 * @param {any} readable
 * @param {any} error of the pipeline
 */
function errorOf(readable, error) {
  return (error?.code === 'ERR_STREAM_PREMATURE_CLOSE' && readable.errored) || error;
}

/** @param {any} source */
function readableOf(source) {
  if (isWebStream(source)) return new WebSource(source);
  return typeof source.pipe === 'function' ? source : chunksOf(source);
}

/**
 * What an iterable gives, and its failure, as a pipeline takes them. Streams of Node do not take null for a chunk, and have
 * a code of their own for that. Where undefined, or another value that counts as false, is thrown, a pipeline never ends.
 * @param {AsyncIterable<unknown>} source
 */
async function* chunksOf(source) {
  try {
    for await (const chunk of source) {
      if (chunk === null) throw invalidType('chunk', EXPECTED, chunk);
      yield chunk;
    }
  } catch (error) {
    throw error || prematureClose(error);
  }
}

/**
 * Passes bytes and text on. In object mode a Writable takes every chunk: in another, versions of Node before 24 throw
 * within the source, where nobody catches it.
 */
function onlyBytes() {
  return new stream.Transform({
    writableObjectMode: true,
    transform(chunk, encoding, callback) {
      const fault = faultOf(chunk);
      if (fault) return callback(fault);
      const bytes = viewOf(chunk);
      if (bytes === undefined) callback(invalidType('chunk', EXPECTED, chunk));
      else if (typeof bytes === 'string') callback(null, Buffer.from(bytes, encoding));
      else callback(null, bytes);
    },
  });
}

module.exports = { isNodeStream, isStream, refuseDisturbed, writeAll };
