'use strict';

const os = require('node:os');
const path = require('node:path');
const { absolutePath } = require('../data/path.js');
const { invalidType, invalidValue, outOfRange } = require('../errors.js');
const native = require('../native.js');
const { boolean, integer, signalOf, string, strings } = require('../options.js');
const { limitsOf } = require('../process/limits.js');

const MIB = 2 ** 20;

/**
 * The demuxers that may read a source. None of them opens other files: playlists and scripts of files are not among them.
 * `mp4` has also MOV, M4A and 3GP, and `webm` Matroska.
 */
const INPUT_FORMATS = ['mp4', 'webm', 'avi', 'mp3', 'wav', 'ogg', 'flac', 'aac', 'mpegts', 'flv'];
const BY_DEFAULT = ['mp4', 'webm', 'avi', 'mp3', 'wav', 'ogg', 'flac'];

/** @typedef {ReturnType<typeof mediaSettings>} MediaSettings */

/**
 * What every call takes.
 * @param {Record<string, any>} given whose names are checked
 */
function mediaSettings(given) {
  return {
    signal: signalOf(given.signal),
    maxInputMb: integer('options.maxInputMb', given.maxInputMb, 1, 2 ** 33) ?? 1024,
    maxPixels: integer('options.maxPixels', given.maxPixels, 1, 2 ** 31 - 1) ?? 3840 * 2160,
    maxDuration: seconds('options.maxDuration', given.maxDuration) ?? 3600,
    formats: formatsOf(given.formats),
    maxConcurrent:
      integer('options.maxConcurrent', given.maxConcurrent, 1, 1024) ?? Math.max(1, native.cores() - 1),
    threads: integer('options.threads', given.threads, 1, 1024) ?? 1,
    ffmpeg: programOf('options.ffmpeg', given.ffmpeg) ?? 'ffmpeg',
    ffprobe: programOf('options.ffprobe', given.ffprobe) ?? 'ffprobe',
    temporary:
      given.temporary === undefined ? os.tmpdir() : absolutePath('options.temporary', given.temporary),
    sandbox: given.sandbox === undefined || boolean('options.sandbox', given.sandbox),
    process: {
      nice: integer('options.nice', given.nice, 0, 19) ?? 10,
      bestEffort: boolean('options.bestEffort', given.bestEffort),
      limits: {
        memoryMb: 1024,
        timeoutMs: 600_000,
        fileSizeMb: 4096,
        ...limitsOf('probe.limits', given.limits),
      },
    },
  };
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {number | undefined}
 */
function seconds(name, value) {
  if (value === undefined) return undefined;
  if (typeof value !== 'number') throw invalidType(name, 'of type number', value);
  if (!(value >= 0 && value <= 1e9)) throw outOfRange(name, '>= 0 && <= 1000000000', value);
  return value;
}

/** @param {unknown} formats */
function formatsOf(formats) {
  const names = strings('options.formats', formats) ?? BY_DEFAULT;
  const unknown = names.find((name) => !INPUT_FORMATS.includes(name));
  if (unknown !== undefined || names.length === 0) {
    throw invalidValue('options.formats', `must be some of: ${INPUT_FORMATS.join(', ')}`, formats);
  }
  return [...names];
}

/**
 * A name that is looked for on the path, or the absolute path of a program.
 * @param {string} name
 * @param {unknown} value
 */
function programOf(name, value) {
  const program = string(name, value);
  if (program === '') throw invalidValue(name, 'must not be empty', value);
  return program?.includes('/') ? path.resolve(program) : program;
}

module.exports = { MIB, mediaSettings, seconds };
