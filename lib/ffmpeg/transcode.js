'use strict';

const { invalidType } = require('../errors.js');
const { oneOf, optionsOf } = require('../options.js');
const { argumentsOf } = require('./arguments.js');
const { encode, onProgressOf } = require('./encode.js');
const { withMedia } = require('./probe.js');
const { mediaSettings } = require('./settings.js');
const { sourceOf } = require('./source.js');
const { deliver, endingWith, targetOf } = require('./target.js');

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
  const settings = endingWith(to, mediaSettings(given));
  const args = argumentsOf(given.args);
  const format = oneOf('options.format', given.format, OUTPUT_FORMATS);
  if (format === undefined) throw invalidType('options.format', 'of type string', format);
  const onProgress = onProgressOf(given);
  return withMedia(sourceOf(source), settings, (file, info) =>
    deliver(to, settings, async (folder, result) => {
      const all = [...args, '-f', format, `file:${result}`];
      return { source: info, ...(await encode({ file, info, args: all, folder, onProgress }, settings)) };
    }),
  );
}

module.exports = { transcode };
