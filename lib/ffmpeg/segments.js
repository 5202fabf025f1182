'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { absolutePath } = require('../data/path.js');
const { fromNative, invalidType, outOfRange } = require('../errors.js');
const { boolean, oneOf, optionsOf } = require('../options.js');
const { argumentsOf } = require('./arguments.js');
const { encode, onProgressOf } = require('./encode.js');
const { publish, withResultFolder } = require('./folder.js');
const { withMedia } = require('./probe.js');
const { mediaSettings, seconds } = require('./settings.js');
const { sourceOf } = require('./source.js');
const { wholeFolder } = require('./check-segments.js');

/** The list that a player is given, in both formats. */
const LIST = 'index.m3u8';

/** How a folder is written, by its format. @type {Record<string, (duration: number) => string[]>} */
const MUXERS = {
  hls: (duration) => [
    ...['-f', 'hls', '-hls_time', `${duration}`, '-hls_playlist_type', 'vod', '-hls_list_size', '0'],
    ...['-hls_segment_type', 'mpegts', '-hls_segment_filename', 'segment%05d.ts', LIST],
  ],
  cmaf: (duration) => [
    ...['-f', 'dash', '-seg_duration', `${duration}`, '-dash_segment_type', 'mp4', '-hls_playlist', '1'],
    ...['-single_file', '0', '-window_size', '0', '-hls_master_name', LIST, 'manifest.mpd'],
  ],
};

/**
 * Makes a folder of short files and lists of them, which players read while they play.
 * @param {unknown} source
 * @param {unknown} folder
 * @param {unknown} options
 */
async function segments(source, folder, options) {
  const given = optionsOf('segments', options);
  const target = absolutePath('folder', folder);
  const settings = mediaSettings(given);
  const own = argumentsOf(given.args);
  const format = oneOf('options.format', given.format, Object.keys(MUXERS));
  if (format === undefined) throw invalidType('options.format', 'of type string', format);
  const duration = durationOf(given.segmentDuration);
  // A segment can begin only with a picture that needs no other one. What the caller says about these comes later, and counts.
  const args = ['-force_key_frames', `expr:gte(t,n_forced*${duration})`, ...own, ...MUXERS[format](duration)];
  const onProgress = onProgressOf(given);
  const isFlushed = boolean('options.flush', given.flush);
  const from = sourceOf(source);
  await refuseExisting(target);
  return withMedia(from, settings, (file, info) =>
    withResultFolder(path.dirname(target), async (result) => {
      const made = await encode({ file, info, args, folder: result, onProgress }, settings);
      const { files, bytes } = await wholeFolder(result, LIST);
      await publish(result, files, isFlushed, { from: result, to: target }).catch((error) => {
        throw isTaken(error) ? exists(target) : error;
      });
      return { source: info, ...made, bytes, files };
    }),
  );
}

/** @param {unknown} value */
function durationOf(value) {
  const duration = seconds('options.segmentDuration', value) ?? 6;
  if (duration < 0.5 || duration > 3600)
    throw outOfRange('options.segmentDuration', '>= 0.5 && <= 3600', value);
  return duration;
}

/**
 * A folder cannot be replaced at once, as a file can, and players may be reading what is in it.
 * @param {string} target
 */
async function refuseExisting(target) {
  const stat = await fs.promises.lstat(target).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (stat !== undefined) throw exists(target);
}

/**
 * Whether something came to the name of the target meanwhile.
 * @param {NodeJS.ErrnoException} error of `rename`
 */
function isTaken({ code }) {
  return code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR';
}

/** @param {string} target */
function exists(target) {
  return fromNative({ code: 'SYSTEM', errno: os.constants.errno.EEXIST, syscall: 'rename', path: target });
}

module.exports = { segments };
