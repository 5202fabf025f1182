'use strict';

const { boolean, integer, signalOf } = require('../options.js');

/** Bytes that may wait on either side of a stream. Small writes become one job when they wait. */
const HIGH_WATER_MARK = 64 * 1024;

/**
 * The options that every stream has, checked and in the form of `stream.Transform`, and the signal.
 * @param {Record<string, any>} given
 */
function streamOptions(given) {
  const mark = highWaterMark('highWaterMark', given) ?? HIGH_WATER_MARK;
  return {
    signal: signalOf(given.signal),
    options: {
      writableHighWaterMark: highWaterMark('writableHighWaterMark', given) ?? mark,
      readableHighWaterMark: highWaterMark('readableHighWaterMark', given) ?? mark,
      emitClose: given.emitClose === undefined || boolean('options.emitClose', given.emitClose),
      autoDestroy: given.autoDestroy === undefined || boolean('options.autoDestroy', given.autoDestroy),
    },
  };
}

/**
 * @param {string} name
 * @param {Record<string, any>} given
 */
function highWaterMark(name, given) {
  return integer(`options.${name}`, given[name], 0, Number.MAX_SAFE_INTEGER);
}

module.exports = { HIGH_WATER_MARK, streamOptions };
