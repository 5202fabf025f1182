'use strict';

const { coded } = require('../errors.js');
const { streamOf } = require('./http2.js');

/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {(error?: Error | null) => void} Callback */

/**
 * What node does for a write to a response that was ended: the callback gets an error, and the response emits it. One of
 * HTTP/2 is destroyed instead if there is no callback.
 * @param {Response} res
 * @param {any[]} args of the write, or of the end with data
 */
function afterEnd(res, args) {
  const callback = args.find(isFunction);
  const error = coded('ERR_STREAM_WRITE_AFTER_END', 'write after end');
  const isHttp2 = streamOf(res) !== undefined;
  process.nextTick(() => {
    callback?.(error);
    if (!isHttp2 && !res.destroyed) res.emit('error', error);
    if (isHttp2 && callback === undefined) res.destroy(error);
  });
  return false;
}

/**
 * What node does for a second end of a response: data comes too late; without any the callback gets an error, or waits
 * for the response to be sent.
 * @param {Response} res
 * @param {any[]} args of the second end
 */
function endAgain(res, args) {
  const callback = args.find(isFunction);
  const hasData = !isFunction(args[0]) && args[0] !== undefined && args[0] !== null && args[0] !== '';
  if (hasData) afterEnd(res, args);
  else if (callback !== undefined && !res.writableFinished) res.once('finish', () => callback());
  else if (callback !== undefined) process.nextTick(callback, alreadyFinished());
  return res;
}

function alreadyFinished() {
  return coded('ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished');
}

/**
 * @param {unknown} value
 * @returns {value is Callback}
 */
function isFunction(value) {
  return typeof value === 'function';
}

module.exports = { afterEnd, endAgain };
