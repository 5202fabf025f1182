'use strict';

/**
 * Has the iterators of a stream give chunks of at most `size` bytes, also where all that waits is read at once.
 * @param {any} stream
 * @param {number} size
 */
function cutWhatIsIterated(stream, size) {
  const { iterator } = stream;
  const cut = (/** @type {any[]} */ ...options) => piecesOf(Reflect.apply(iterator, stream, options), size);
  Object.defineProperty(stream, 'iterator', { value: cut, writable: true, configurable: true });
  Object.defineProperty(stream, Symbol.asyncIterator, {
    value: () => cut(),
    writable: true,
    configurable: true,
  });
}

/**
 * @param {AsyncIterable<any>} chunks
 * @param {number} size
 */
async function* piecesOf(chunks, size) {
  for await (const chunk of chunks) {
    // Text, where the stream has an encoding, is as node has it.
    if (typeof chunk === 'string' || chunk.length <= size) yield chunk;
    else for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
  }
}

module.exports = { cutWhatIsIterated };
