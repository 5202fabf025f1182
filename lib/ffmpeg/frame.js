'use strict';

const { outOfRange } = require('../errors.js');
const { integer, oneOf, optionsOf } = require('../options.js');
const { decoding } = require('./encode.js');
const { failed, invalid } = require('./errors.js');
const { withMedia } = require('./probe.js');
const { mediaSettings, seconds } = require('./settings.js');
const { sourceOf } = require('./source.js');
const { runTool } = require('./tool.js');

/** Encoders of pictures, by their formats. @type {Record<string, string[]>} */
const ENCODERS = {
  jpeg: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '3'],
  png: ['-c:v', 'png'],
  webp: ['-c:v', 'libwebp'],
};

/**
 * The picture that a player still shows where none begins any more: from the last one before that can be decoded by itself,
 * whose time is negative then, the last is repeated until the time that was asked for.
 */
const LAST_AT_ZERO = ['tpad=stop=-1:stop_mode=clone', "select='gte(t,0)'"];

/**
 * One picture of a video.
 * @param {unknown} source
 * @param {unknown} [options]
 */
async function frame(source, options) {
  const given = optionsOf('frame', options);
  const settings = mediaSettings(given);
  const at = seconds('options.at', given.at) ?? 0;
  const width = integer('options.width', given.width, 1, 16_384);
  const format = oneOf('options.format', given.format, Object.keys(ENCODERS)) ?? 'jpeg';
  return withMedia(sourceOf(source), settings, async (file, info) => {
    if (info.width === null) throw invalid('it has no video');
    if (info.duration !== null && at > info.duration)
      throw outOfRange('options.at', `<= ${info.duration}, the duration of the source`, at);
    const scale = width === undefined ? [] : [`scale=${width}:-1`];
    const picture = ['-frames:v', '1', ...ENCODERS[format], '-f', 'image2pipe', 'pipe:1'];
    /** @param {string[]} seek @param {string[]} filters */
    const pictureBy = async (seek, filters) => {
      const quiet = ['-nostdin', '-hide_banner', '-v', 'error', ...seek];
      const filter = filters.length === 0 ? [] : ['-vf', filters.join(',')];
      const args = [...quiet, ...decoding(file, settings), '-an', '-sn', ...filter, ...picture];
      const { stdout } = await runTool({ program: settings.ffmpeg, args, read: [file] }, settings);
      return stdout ?? Buffer.alloc(0);
    };
    const time = ['-ss', String(at)];
    const found = await pictureBy(time, scale);
    if (found.length > 0) return found;
    const shown = await pictureBy(['-noaccurate_seek', ...time], [...LAST_AT_ZERO, ...scale]);
    if (shown.length === 0) throw failed(`there is no picture at ${at} s`);
    return shown;
  });
}

module.exports = { frame };
