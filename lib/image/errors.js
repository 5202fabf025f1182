'use strict';

const { coded } = require('../errors.js');

/** Codes of errors that the worker throws; those of the pool itself are others. */
const OF_WORKER = [
  ...['ERR_IMAGE_INVALID', 'ERR_IMAGE_TOO_LARGE', 'ERR_IMAGE_UNSUPPORTED'],
  'ERR_MEMORY_ALLOCATION_FAILED',
];

/**
 * An error of the worker's as one of this process, with the properties that are for the caller.
 * @param {any} error
 */
function fromWorker(error) {
  if (!OF_WORKER.includes(error?.code)) return error;
  const { code, message, width, height, bytes } = error;
  const numbers = Object.entries({ width, height, bytes }).filter(([, value]) => typeof value === 'number');
  return coded(code, String(message), Object.fromEntries(numbers));
}

/**
 * @param {number} bytes
 * @param {number} limit
 */
function inputTooLarge(bytes, limit) {
  const message = `The image has ${bytes} bytes, and options.maxInputMb allows ${limit}`;
  return coded('ERR_IMAGE_TOO_LARGE', message, { bytes });
}

/** @param {string} [format] */
function unsupported(format) {
  const what = format === undefined ? 'is of no format that is known' : `is of format '${format}'`;
  const message = `The image ${what}, which is not among options.formats: ask for another file`;
  return coded('ERR_IMAGE_UNSUPPORTED', message, { format });
}

function empty() {
  return coded('ERR_IMAGE_INVALID', 'The image has no bytes');
}

module.exports = { empty, fromWorker, inputTooLarge, unsupported };
