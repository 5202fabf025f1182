'use strict';

const { sizeOf } = require('../data/bytes.js');
const { BYTES_A_TURN, LoopBudget, checkSize, inSlices, isOneSlice } = require('../data/loop-budget.js');
const native = require('../native.js');

/** What is digested in one turn of the event loop. The slowest of the quick algorithms takes less than 100 µs for it. */
const BUDGET = { bytes: BYTES_A_TURN / 2 };

/**
 * Digests on the event loop, within the budget of each turn. The first slice is digested before this returns.
 * @param {import('../native').Digest} digest
 * @param {string | Uint8Array} data
 * @param {number} encoding
 * @param {AbortSignal} [signal]
 */
async function digestOnLoop(digest, data, encoding, signal) {
  const budget = new LoopBudget(signal, BUDGET);
  const result = await digestWithin(budget, digest, data, encoding);
  // A caller who awaits one digest after the other lets other work run as well.
  if (budget.ended === 0) await budget.endTurn();
  return result;
}

/**
 * As `digestOnLoop`, for many inputs.
 * @param {import('../native').Digest} digest
 * @param {Array<string | Uint8Array>} inputs
 * @param {number} size of all of them
 * @param {number} encoding
 * @param {AbortSignal} [signal]
 */
async function digestAllOnLoop(digest, inputs, size, encoding, signal) {
  const budget = new LoopBudget(signal, BUDGET);
  const results = [];
  let left = size;
  for (const data of inputs) {
    left -= sizeOf(data);
    results.push(await digestWithin(budget, digest, data, encoding));
  }
  checkSize(left, 0);
  return results;
}

/**
 * @param {InstanceType<typeof LoopBudget>} budget
 * @param {import('../native').Digest} digest
 * @param {string | Uint8Array} data
 * @param {number} encoding
 */
async function digestWithin(budget, digest, data, encoding) {
  if (isOneSlice(data, budget.bytesATurn)) {
    const result = digest.sync(data, encoding);
    await budget.spend(sizeOf(data));
    return result;
  }
  const state = new native.HashStream([digest]);
  await inSlices(data, budget, (slice) => state.update(slice));
  return state.digest(encoding)[0];
}

module.exports = { digestAllOnLoop, digestOnLoop };
