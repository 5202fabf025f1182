'use strict';

const { Builder } = require('./builder.js');
const { collectYoungGeneration } = require('./minor-gc.js');
const { Values } = require('./values.js');

/** How many times the bytes of its text the values in a document take, and strings with the text until it is parsed. */
const GROWTH = 3;

/**
 * Builds the value of a document while it is checked, in slices of time between which other work can run. Undefined where
 * the document is found wrong, or has no such value.
 * @param {import('../native').JsonDocument} document
 * @param {Promise<unknown>} checked settled when the check has ended
 * @param {InstanceType<typeof import('./time-slice.js').TimeSlice>} slice
 * @param {InstanceType<typeof Values>} [values]
 */
async function build(document, checked, slice, values = new Values()) {
  const builder = new Builder(document, values);
  for (let plan; (plan = document.take()) !== null;) {
    if (plan.length === 0) await moreOf(document, checked, slice);
    builder.begin(plan);
    while (builder.isUnderWay()) {
      builder.step();
      if (!slice.isOver) continue;
      await nextSlice(slice, builder.rest);
      if (document.isWrong) return undefined;
    }
  }
  return builder.value;
}

/**
 * Waits until the check has gone on. Rejects where it has failed.
 * @param {import('../native').JsonDocument} document
 * @param {Promise<unknown>} checked
 * @param {InstanceType<typeof import('./time-slice.js').TimeSlice>} slice
 */
async function moreOf(document, checked, slice) {
  await Promise.race([document.more(), checked]);
  slice.begin();
}

/**
 * @param {InstanceType<typeof import('./time-slice.js').TimeSlice>} slice
 * @param {number} rest bytes of the text that are to be built
 */
async function nextSlice(slice, rest) {
  await slice.next();
  if (collectYoungGeneration(GROWTH * rest)) await slice.next();
}

module.exports = { build };
