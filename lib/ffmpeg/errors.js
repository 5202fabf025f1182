'use strict';

const { coded } = require('../errors.js');

/**
 * @param {string} reason
 * @param {unknown} [cause]
 */
function invalid(reason, cause) {
  const message = `The source is damaged, or no media of options.formats: ${reason}`;
  return coded('ERR_MEDIA_INVALID', message, { cause });
}

/**
 * @param {string} what reads after "The source has"
 * @param {string} option with the limit
 * @param {number} limit
 * @param {Record<string, number>} numbers
 */
function tooLarge(what, option, limit, numbers) {
  const message = `The source has ${what}, and options.${option} allows ${limit}`;
  return coded('ERR_MEDIA_TOO_LARGE', message, numbers);
}

/** @param {number} [limit] in MiB */
function resultTooLarge(limit) {
  return coded('ERR_MEDIA_TOO_LARGE', `The result is larger than options.limits.fileSizeMb: ${limit} MiB`);
}

/**
 * @param {string} tool
 * @param {unknown} cause
 */
function toolMissing(tool, cause) {
  const message =
    `offloop/ffmpeg needs the program ${tool}: apt-get install ffmpeg, ` +
    `or name it with options.ffmpeg and options.ffprobe`;
  return coded('ERR_MEDIA_TOOL_MISSING', message, { cause });
}

/**
 * The error of a program that refuses its arguments, or fails at a source that ffprobe knew.
 * @param {string} reason
 * @param {unknown} [cause]
 */
function failed(reason, cause) {
  return coded('ERR_MEDIA_FAILED', `ffmpeg failed: ${reason}`, { cause });
}

module.exports = { failed, invalid, resultTooLarge, toolMissing, tooLarge };
