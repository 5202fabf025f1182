'use strict';

const { dataOf, sizeOf, sizeOfAll } = require('./bytes.js');
const { invalidType } = require('../errors.js');
const { BYTES_A_TURN, LoopBudget, PIECES_A_TURN, checkSize } = require('./loop-budget.js');
const { filled, joined } = require('./native-input.js');
const { routeOf } = require('./route.js');

/** @typedef {import('../options.js').JobOptions} JobOptions */
/** @typedef {import('../native').Control} Control */

/**
 * A native object whose methods start jobs. They take `args` between the data and the control; `start` returns null
 * where there is no room at once.
 * @template T
 * @typedef {{ start: (...args: any[]) => Promise<T> | null, startInput: (...args: any[]) => Promise<T> }} Starter
 */

/** @typedef {Starter<any> & { startMany: (...args: any[]) => Promise<{ take(count: number): any[] }> }} ManyStarter */

const NOTHING = new Uint8Array(0);

/**
 * Replaces the methods of a native object that is used by many calls with functions that carry the object: they cost
 * less to call, and more to make.
 * @template {{ bound(): object }} T
 * @param {T} object
 * @returns {T}
 */
function withBoundMethods(object) {
  return Object.assign(object, object.bound());
}

/**
 * Starts a job on one input: by one native call where that may copy it and there is room.
 * @param {Starter<any>} starter
 * @param {string | Uint8Array | Blob} data
 * @param {JobOptions} options
 * @param {unknown[]} args
 * @param {Control} [control]
 */
function startOne(starter, data, options, args, control) {
  const isCopied = routeOf(data, options) === 'copied';
  const promise = isCopied ? starter.start(data, ...args, control) : null;
  return promise ?? startFilled(starter, data, options, args, control);
}

/**
 * @param {Starter<any>} starter
 * @param {string | Uint8Array | Blob} data
 * @param {JobOptions} options
 * @param {unknown[]} args
 * @param {Control} [control]
 */
async function startFilled(starter, data, options, args, control) {
  const input = await filled([data], sizeOf(data), options, control);
  return starter.startInput(input, ...args, control);
}

/**
 * Starts a job on pieces that are one input together, and that one turn may copy.
 * @template T
 * @param {Starter<T>} starter
 * @param {Uint8Array[]} pieces
 * @param {number} size of all of them when they were taken
 * @param {unknown[]} args
 * @param {Control} control
 * @returns {Promise<T>}
 */
function startJoined(starter, pieces, size, args, control) {
  checkSize(sizeOfAll(pieces), size);
  const promise = pieces.length < 2 ? starter.start(pieces[0] ?? NOTHING, ...args, control) : null;
  return promise ?? joinAndStart(starter, pieces, size, args, control);
}

/**
 * @template T
 * @param {Starter<T>} starter
 * @param {Uint8Array[]} pieces
 * @param {number} size
 * @param {unknown[]} args
 * @param {Control} control
 */
async function joinAndStart(starter, pieces, size, args, control) {
  const input = await joined(pieces, size, control);
  return starter.startInput(input, ...args, control);
}

/**
 * Starts one job on many inputs. The results are fetched over several turns of the event loop, a bounded number a turn.
 * @param {ManyStarter} starter
 * @param {Awaited<ReturnType<typeof checkAll>>} inputs
 * @param {JobOptions} options
 * @param {unknown[]} args
 * @param {Control} [control]
 */
async function startMany(starter, { checked, size }, options, args, control) {
  const input = await filled(checked, size, options, control);
  const list = await starter.startMany(input, ...args, control);
  const budget = new LoopBudget();
  const results = [];
  while (results.length < checked.length) {
    for (const result of list.take(PIECES_A_TURN)) results.push(result);
    await budget.spend(BYTES_A_TURN);
  }
  return results;
}

/**
 * The inputs as bytes or text, and the size of all of them.
 * @param {any} inputs
 * @param {JobOptions} options
 */
async function checkAll(inputs, { signal }) {
  const budget = new LoopBudget(signal);
  if (!Array.isArray(inputs)) throw invalidType('inputs', 'an instance of Array', inputs);
  const checked = [];
  let size = 0;
  for (const input of inputs.slice()) {
    const data = dataOf(`inputs[${checked.length}]`, input);
    checked.push(data);
    size += sizeOf(data);
    await budget.spend(0);
  }
  return { checked, size };
}

module.exports = { checkAll, startJoined, startMany, startOne, withBoundMethods };
