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
    const time = ['-ss', String(at)];
    const found = await picture(file, { format, seek: time, filters: scale }, settings);
    if (found.length > 0) return found;
    const ofLast = { format, seek: ['-noaccurate_seek', ...time], filters: [...LAST_AT_ZERO, ...scale] };
    const shown = await picture(file, ofLast, settings);
    if (shown.length === 0) throw failed(`there is no picture at ${at} s`);
    return shown;
  });
}

/**
 * The first picture that comes out; empty where none does.
 * @param {string} file
 * @param {{ format: string, seek: string[], filters: string[] }} options
 * @param {import('./settings.js').MediaSettings} settings
 */
async function picture(file, { format, seek, filters }, settings) {
  const input = ['-nostdin', '-hide_banner', '-v', 'error', ...seek, ...decoding(file, settings)];
  const filter = filters.length === 0 ? [] : ['-vf', filters.join(',')];
  const output = ['-frames:v', '1', ...ENCODERS[format], '-f', 'image2pipe', 'pipe:1'];
  const args = [...input, '-an', '-sn', ...filter, ...output];
  const { stdout } = await runTool({ program: settings.ffmpeg, args, read: [file] }, settings);
  return stdout ?? Buffer.alloc(0);
}

module.exports = { frame };
