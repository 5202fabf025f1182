'use strict';

const { invalidType, invalidValue } = require('../errors.js');
const { boolean, oneOf, optionsOf } = require('../options.js');
const { argumentsOf } = require('./arguments.js');
const { encode, onProgressOf } = require('./encode.js');
const { withMedia } = require('./probe.js');
const { mediaSettings } = require('./settings.js');
const { sourceOf } = require('./source.js');
const { checkTarget, deliver, endingWith, failureBehind, targetOf } = require('./target.js');

/** Muxers that write one file. */
const OUTPUT_FORMATS = [
  ...['mp4', 'mov', 'webm', 'matroska', 'avi', 'mpegts', 'gif'],
  ...['mp3', 'wav', 'ogg', 'opus', 'flac', 'adts', 'ipod'],
];

/**
 * Makes a file of another format, codec or size.
 * @param {unknown} source
 * @param {unknown} target
 * @param {unknown} options
 */
async function transcode(source, target, options) {
  const given = optionsOf('transcode', options);
  const to = targetOf(target);
  const own = mediaSettings(given);
  const args = argumentsOf(given.args);
  const format = oneOf('options.format', given.format, OUTPUT_FORMATS);
  if (format === undefined) throw invalidType('options.format', 'of type string', format);
  const onProgress = onProgressOf(given);
  const isFlushed = boolean('options.flush', given.flush);
  if (isFlushed && !('file' in to))
    throw invalidValue('options.flush', 'is for a target that is a file, and not for a stream', isFlushed);
  const from = sourceOf(source);
  const { settings, over } = endingWith(to, own);
  /** @param {string} file @param {import('./info.js').MediaInfo} info */
  const make = (file, info) =>
    deliver(to, { isFlushed, settings }, async (folder, result) => {
      const all = [...args, '-f', format, `file:${result}`];
      return { source: info, ...(await encode({ file, info, args: all, folder, onProgress }, settings)) };
    });
  try {
    return await withMedia(from, settings, make, () => checkTarget(to));
  } catch (error) {
    throw failureBehind(to, error);
  } finally {
    over();
  }
}

module.exports = { transcode };
