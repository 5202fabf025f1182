'use strict';

const { optionsOf, signalOf } = require('../options.js');
const { traced } = require('../tracing.js');
const { Output } = require('./stringify-output.js');
const { prepared } = require('./stringify-prepare.js');
const { Walk } = require('./stringify-walk.js');
const { TimeSlice, maxSliceOf } = require('./time-slice.js');

/** @type {typeof import('../../index.d.ts').stringifyJson} */
async function stringifyJson(value, options) {
  const given = optionsOf('stringifyJson', options);
  const maxSlice = maxSliceOf(given.maxSlice);
  const signal = signalOf(given.signal);
  return traced({ operation: 'stringifyJson' }, () => inSlices(value, new TimeSlice(maxSlice, signal)));
}

/**
 * @param {unknown} value
 * @param {InstanceType<typeof TimeSlice>} slice
 */
async function inSlices(value, slice) {
  const root = prepared(value, '');
  if (root === undefined) return undefined;
  const output = new Output();
  const walk = new Walk(root, output);
  while (!walk.run(slice)) await slice.next();
  return output.joined(slice);
}

module.exports = { stringifyJson };
