'use strict';

const { viewOf } = require('../data/bytes.js');
const { BYTES_A_TURN, checkSize } = require('../data/loop-budget.js');

/**
 * Chunks for one job, and the mark that came after them, if one did.
 * @typedef {{ pieces: Uint8Array[], size: number, mark?: Uint8Array }} Batch
 */

/** @typedef {{ has(chunk: Uint8Array): boolean }} Marks the empty chunks that represent requests */

/**
 * Groups chunks for jobs, in order and of at most 1 MiB each; larger chunks are cut. A mark, which is an empty chunk
 * that represents a request, ends its batch. An empty write that comes alone is a batch: the
 * answer to a flush that follows depends on it.
 * @param {Uint8Array[]} chunks
 * @param {Marks} marks
 * @returns {Generator<Batch>}
 * @throws ERR_INVALID_STATE where a chunk's memory is detached while it waits
 */
function* batchesOf(chunks, marks) {
  let batch = emptyBatch();
  let isEmptyWrite = false;
  for (const chunk of chunks) {
    if (marks.has(chunk)) {
      if (isEmptyWrite && batch.size === 0) yield NO_INPUT;
      yield { ...batch, mark: chunk };
      batch = emptyBatch();
      isEmptyWrite = false;
    } else if (chunk.byteLength === 0) isEmptyWrite = true;
    viewOf(chunk, 'chunk');
    const { byteLength } = chunk;
    for (let start = 0; start < byteLength;) {
      checkSize(chunk.byteLength, byteLength);
      const piece = chunk.subarray(start, start + BYTES_A_TURN - batch.size);
      batch.pieces.push(piece);
      batch.size += piece.byteLength;
      start += piece.byteLength;
      if (batch.size === BYTES_A_TURN) {
        yield batch;
        batch = emptyBatch();
        isEmptyWrite = false;
      }
    }
  }
  if (batch.size > 0 || isEmptyWrite) yield batch;
}

/** A batch of nothing. @type {Batch} */
const NO_INPUT = Object.freeze({ pieces: [], size: 0 });

/** @returns {Batch} */
function emptyBatch() {
  return { pieces: [], size: 0 };
}

module.exports = { NO_INPUT, batchesOf };
