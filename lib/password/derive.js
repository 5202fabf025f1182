'use strict';

const { sizeOf } = require('../data/bytes.js');
const { gather } = require('../data/copy-in.js');
const { run } = require('../job.js');
const native = require('../native.js');
const { BYTES_A_TURN } = require('../data/loop-budget.js');

/** Bytes that text of one UTF-16 unit may need. */
const BYTES_A_UNIT = 3;

/** @typedef {import('../native').Derivation} Derivation */

/**
 * A key, derived on the pool.
 * @param {Record<string, unknown>} context for tracing; nothing secret
 * @param {Derivation} derivation
 * @param {Array<string | Uint8Array>} inputs
 * @param {import('../options.js').JobOptions} job
 * @returns {Promise<Buffer>}
 */
function derive(context, derivation, inputs, job) {
  return run(context, job, async (control) => {
    const input = secretInput(inputs, job, control);
    return derivation.start(input instanceof native.Input ? input : await input, control);
  });
}

/**
 * Whether the key is the expected one.
 * @param {Record<string, unknown>} context
 * @param {Derivation} derivation
 * @param {Array<string | Uint8Array>} inputs
 * @param {Uint8Array} expected
 * @param {import('../options.js').JobOptions} job
 * @returns {Promise<boolean>}
 */
function matches(context, derivation, inputs, expected, job) {
  return run(context, job, async (control) => {
    const input = secretInput(inputs, job, control);
    return derivation.verify(input instanceof native.Input ? input : await input, expected, control);
  });
}

/**
 * The inputs on the native side, where they are overwritten in the end. Small ones are copied before this returns, if
 * there is room: a caller may wipe its own copy right after its call.
 * @param {Array<string | Uint8Array>} inputs
 * @param {import('../options.js').JobOptions} job
 * @param {import('../native').Control} [control]
 */
function secretInput(inputs, { signal }, control) {
  const size = inputs.reduce((sum, data) => sum + sizeOf(data), 0);
  if (BYTES_A_UNIT * size > BYTES_A_TURN) return gather(inputs, size, { signal, secret: true }, control);
  const input = new native.Input(true);
  const room = input.reserve(size, control);
  return room ? fillLater(input, room, inputs) : fill(input, inputs);
}

/**
 * @param {import('../native').Input} input
 * @param {Promise<void>} room
 * @param {Array<string | Uint8Array>} inputs
 */
async function fillLater(input, room, inputs) {
  try {
    await room;
  } catch (failure) {
    input.release();
    throw failure;
  }
  return fill(input, inputs);
}

/**
 * @param {import('../native').Input} input
 * @param {Array<string | Uint8Array>} inputs
 */
function fill(input, inputs) {
  for (const data of inputs) {
    input.begin(sizeOf(data));
    input.append(data);
  }
  return input;
}

module.exports = { derive, matches };
