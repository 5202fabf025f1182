'use strict';

const { BYTES_A_TURN, LoopBudget, checkSize, inSlices } = require('./loop-budget.js');

/**
 * The pieces in one memory, copied slice by slice, so that the event loop has its turns. One piece alone is not copied.
 * @param {Buffer[]} pieces
 * @param {AbortSignal} [signal]
 * @returns {Promise<Buffer>}
 */
async function joined(pieces, signal) {
  if (pieces.length === 1) return pieces[0];
  const sizes = pieces.map(({ byteLength }) => byteLength);
  const size = sizes.reduce((sum, more) => sum + more, 0);
  if (size <= BYTES_A_TURN) return Buffer.concat(pieces, size);
  const whole = Buffer.allocUnsafeSlow(size);
  const budget = new LoopBudget(signal);
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    checkSize(piece.byteLength, sizes[index]);
    await inSlices(piece, budget, (slice) => {
      whole.set(/** @type {Uint8Array} */ (slice), at);
      at += slice.length;
    });
  }
  return whole;
}

module.exports = { joined };
