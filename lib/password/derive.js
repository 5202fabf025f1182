'use strict';

const { sizeOf } = require('../data/bytes.js');
const { filled } = require('../data/native-input.js');
const { run } = require('../job.js');
const { MAX_INT32, requiredInteger } = require('../options.js');

/** @typedef {import('../native').Derivation} Derivation */
/** @typedef {import('../native').Control} Control */

/**
 * Derives a key on the thread pool. The inputs are copied before this returns, where they are small and there is room.
 * @param {Record<string, unknown>} context for tracing; nothing secret
 * @param {Derivation} derivation
 * @param {Array<string | Uint8Array>} inputs
 * @param {import('../options.js').JobOptions} job
 * @returns {Promise<Buffer>}
 */
function derive(context, derivation, inputs, job) {
  return run(context, job, async (control) => derivation.start(await secret(inputs, job, control), control));
}

/**
 * As `derive`, but answers only whether the key is the expected one.
 * @param {Record<string, unknown>} context
 * @param {Derivation} derivation
 * @param {Array<string | Uint8Array>} inputs
 * @param {Uint8Array} expected
 * @param {import('../options.js').JobOptions} job
 * @returns {Promise<boolean>}
 */
function matches(context, derivation, inputs, expected, job) {
  return run(context, job, async (control) =>
    derivation.verify(await secret(inputs, job, control), expected, control),
  );
}

/**
 * The inputs in native memory that is overwritten after use.
 * @param {Array<string | Uint8Array>} inputs
 * @param {import('../options.js').JobOptions} job
 * @param {Control} [control]
 */
function secret(inputs, { signal }, control) {
  const size = inputs.reduce((sum, data) => sum + sizeOf(data), 0);
  return filled(inputs, size, { signal, secret: true }, control);
}

/** @param {unknown} keylen bytes */
function keyLengthOf(keylen) {
  return requiredInteger('keylen', keylen, 0, MAX_INT32);
}

module.exports = { derive, keyLengthOf, matches };
