'use strict';

const { throwIfAborted } = require('../errors.js');
const { optionsOf } = require('../options.js');
const { failed, invalid, tooLarge } = require('./errors.js');
const { withinLimit } = require('./concurrency.js');
const { infoOf } = require('./info.js');
const { mediaSettings } = require('./settings.js');
const { sourceOf, withFile } = require('./source.js');
const { runTool } = require('./tool.js');

/**
 * What a file is, by ffprobe.
 * @param {unknown} source
 * @param {unknown} [options]
 */
async function probe(source, options) {
  const settings = mediaSettings(optionsOf('probe', options));
  const { info } = await withMedia(sourceOf(source), settings, async (_file, found) => ({ info: found }));
  return info;
}

/**
 * Calls `use` with the file of a source, and what it is. Its pixels and its length are within the limits. A file is looked at
 * in the call's turn, so that calls keep their order; a stream is read before, since its sender may be slow.
 * @template T
 * @param {import('./source.js').Source} source
 * @param {import('./settings.js').MediaSettings} settings
 * @param {(file: string, info: import('./info.js').MediaInfo) => Promise<T>} use
 * @param {() => Promise<void>} [before] comes before the source is looked at
 */
async function withMedia(source, settings, use, before = async () => {}) {
  throwIfAborted(settings.signal);
  /** @param {() => Promise<T>} work */
  const inTurn = (work) => withinLimit(settings.maxConcurrent, settings.signal, work);
  /** @param {string} file */
  const work = async (file) => {
    const info = await inspect(file, settings);
    refuseLarge(info, settings);
    return use(file, info);
  };
  if ('file' in source)
    return inTurn(async () => {
      await before();
      return withFile(source, settings, work);
    });
  await before();
  return withFile(source, settings, (file) => inTurn(() => work(file)));
}

/**
 * How a source is opened: by one of these demuxers, and from files alone.
 * @param {string} file
 * @param {import('./settings.js').MediaSettings} settings
 */
function inputArgs(file, { formats }) {
  return ['-protocol_whitelist', 'file', '-format_whitelist', formats.join(','), '-i', `file:${file}`];
}

/**
 * @param {string} file
 * @param {import('./settings.js').MediaSettings} settings
 */
async function inspect(file, settings) {
  const args = ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', ...inputArgs(file, settings)];
  /** @param {string} words @param {unknown} cause */
  const failure = (words, cause) => invalid(words.replace(`file:${file}: `, ''), cause);
  const { stdout } = await runTool({ program: settings.ffprobe, args, read: [file], failure }, settings);
  return infoOf(parsed(stdout));
}

/** @param {Buffer | undefined} stdout of ffprobe */
function parsed(stdout) {
  try {
    return JSON.parse(String(stdout));
  } catch (error) {
    throw failed('what ffprobe wrote is not JSON', error);
  }
}

/**
 * @param {import('./info.js').MediaInfo} info
 * @param {import('./settings.js').MediaSettings} settings
 */
function refuseLarge({ duration, streams }, { maxDuration, maxPixels }) {
  if (streams.length === 0) throw invalid('it has no streams');
  if (duration !== null && duration > maxDuration)
    throw tooLarge(`${duration} seconds`, 'maxDuration', maxDuration, { duration });
  for (const { width, height } of streams) {
    if (width === undefined || height === undefined || width * height <= maxPixels) continue;
    throw tooLarge(`pictures of ${width} x ${height} pixels`, 'maxPixels', maxPixels, { width, height });
  }
}

module.exports = { inputArgs, probe, withMedia };
