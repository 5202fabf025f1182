'use strict';

/**
 * Waits for work, and marks its failure as one of the output, which a message has to name.
 * @template T
 * @param {string} output
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
async function ofOutput(output, work) {
  try {
    return await work;
  } catch (error) {
    throw Object.assign(/** @type {Error} */ (error), { output });
  }
}

/**
 * As `ofOutput`, for work on two files, whose errors say by their paths which of them it was.
 * @template T
 * @param {string} output
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
async function whereOfOutput(output, work) {
  try {
    return await work;
  } catch (/** @type {any} */ error) {
    const isOutput = error.dest !== undefined || error.path === output;
    throw isOutput ? Object.assign(error, { output }) : error;
  }
}

module.exports = { ofOutput, whereOfOutput };
