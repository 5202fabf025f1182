'use strict';

const native = require('../native.js');

const NOTHING = new Uint8Array(0);

/**
 * The native states of streams, which take `args` between the data and the control.
 * @template T
 * @typedef {{ start: (...args: any[]) => Promise<T> | null, startInput: (...args: any[]) => Promise<T> }} State
 */

/**
 * Hands a copy of `pieces` to a native state as one job, waiting in line where there is no room at once.
 * @template T
 * @param {State<T>} state
 * @param {Uint8Array[]} pieces
 * @param {unknown[]} args
 * @param {import('../native').Control} control
 * @returns {Promise<T>}
 */
function feed(state, pieces, args, control) {
  const promise = pieces.length < 2 ? state.start(pieces[0] ?? NOTHING, ...args, control) : null;
  return promise ?? feedGathered(state, pieces, args, control);
}

/**
 * @template T
 * @param {State<T>} state
 * @param {Uint8Array[]} pieces
 * @param {unknown[]} args
 * @param {import('../native').Control} control
 */
async function feedGathered(state, pieces, args, control) {
  const size = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
  const input = new native.Input();
  try {
    const room = input.reserve(size, control);
    if (room !== undefined) await room;
    input.begin(size);
    for (const piece of pieces) input.append(piece);
    return state.startInput(input, ...args, control);
  } catch (error) {
    input.release();
    throw error;
  }
}

module.exports = { feed };
