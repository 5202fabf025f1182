'use strict';

const { boolean, integer, signalOf } = require('../options.js');

/** Bytes that may wait on either side of a stream: so many small writes make one job. */
const HIGH_WATER_MARK = 64 * 1024;

/**
 * What every stream takes, checked, as `stream.Transform` takes it; and the signal.
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
