'use strict';

const { callback, jobOptions, optionsOf } = require('../options.js');
const { tokensOf } = require('./pointer.js');
const { maxSliceOf } = require('./time-slice.js');

/**
 * The checked options of `parseJson`.
 * @param {any} options
 */
function parseOptions(options) {
  const given = optionsOf('parseJson', options);
  const reviver = callback('options.reviver', given.reviver);
  return {
    ...jobOptions(given),
    reviver,
    maxSlice: maxSliceOf(given.maxSlice),
    pointer: tokensOf(given.pointer),
  };
}

module.exports = { parseOptions };
