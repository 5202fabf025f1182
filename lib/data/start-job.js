'use strict';

const { Blob } = require('node:buffer');
const { dataOf, sizeOf } = require('./bytes.js');
const { invalidType } = require('../errors.js');
const { gather } = require('./copy-in.js');
const { UNITS_A_PIECE } = require('./slices.js');
const { BYTES_A_TURN, PIECES_A_TURN, Turn } = require('./loop-budget.js');

/**
 * The native classes, which take `args` between the data and the control.
 * @typedef {{ start: (...args: any[]) => Promise<any> | null, startInput: (...args: any[]) => Promise<any>,
 *   startMany: (...args: any[]) => Promise<import('../native').List> }} Coder
 */

/**
 * Starts a job on one input: in one step where it is small, there is room and nothing has to be waited for.
 * @param {Omit<Coder, 'startMany'>} coder
 * @param {string | Uint8Array | Blob} data
 * @param {import('../options.js').JobOptions} options
 * @param {unknown[]} args
 * @param {import('../native').Control} [control]
 */
function startOne(coder, data, options, args, control) {
  const promise = isOneStep(data, options) ? coder.start(data, ...args, control) : null;
  return promise ?? startGathered(coder, data, options, args, control);
}

/**
 * @param {Omit<Coder, 'startMany'>} coder
 * @param {string | Uint8Array | Blob} data
 * @param {import('../options.js').JobOptions} options
 * @param {unknown[]} args
 * @param {import('../native').Control} [control]
 */
async function startGathered(coder, data, options, args, control) {
  const input = await gather([data], sizeOf(data), options, control);
  return coder.startInput(input, ...args, control);
}

/**
 * Starts a job on many inputs; its results are fetched a bounded number a turn.
 * @param {Coder} coder
 * @param {unknown} inputs not checked yet
 * @param {import('../options.js').JobOptions} options
 * @param {unknown[]} args
 * @param {import('../native').Control} [control]
 */
async function startMany(coder, inputs, options, args, control) {
  return startChecked(coder, await checkAll(inputs, options), options, args, control);
}

/**
 * As `startMany`, on inputs that were checked.
 * @param {Coder} coder
 * @param {Awaited<ReturnType<typeof checkAll>>} inputs
 * @param {import('../options.js').JobOptions} options
 * @param {unknown[]} args
 * @param {import('../native').Control} [control]
 */
async function startChecked(coder, { checked, size }, options, args, control) {
  const input = await gather(checked, size, options, control);
  const list = await coder.startMany(input, ...args, control);
  const turn = new Turn();
  const results = [];
  while (results.length < checked.length) {
    for (const result of list.take(PIECES_A_TURN)) results.push(result);
    await turn.spend(BYTES_A_TURN);
  }
  return results;
}

/**
 * The inputs as bytes, and their size in all.
 * @param {any} inputs
 * @param {import('../options.js').JobOptions} options
 */
async function checkAll(inputs, { signal }) {
  const turn = new Turn(signal);
  if (!Array.isArray(inputs)) throw invalidType('inputs', 'an instance of Array', inputs);
  const checked = [];
  let size = 0;
  for (const input of inputs.slice()) {
    const data = dataOf(`inputs[${checked.length}]`, input);
    checked.push(data);
    size += sizeOf(data);
    await turn.spend(0);
  }
  return { checked, size };
}

/**
 * @param {string | Uint8Array | Blob} data
 * @param {import('../options.js').JobOptions} options
 */
function isOneStep(data, { transfer }) {
  if (typeof data === 'string') return data.length <= UNITS_A_PIECE;
  return !transfer && !(data instanceof Blob) && data.byteLength <= BYTES_A_TURN;
}

module.exports = { checkAll, startChecked, startMany, startOne };
