'use strict';

const { callback } = require('../options.js');
const { tooLarge } = require('./errors.js');
const { inputArgs } = require('./probe.js');
const { ProgressReader } = require('./progress.js');
const { runTool } = require('./tool.js');

/**
 * @typedef {object} Encoding
 * @property {string} file of the source
 * @property {import('./info.js').MediaInfo} info of the source
 * @property {string[]} args behind the source
 * @property {string} folder where the result is written
 * @property {unknown} onProgress
 */

/**
 * Runs ffmpeg on a source with reports of its progress. An exception of `onProgress` ends it, and so does a result that
 * becomes longer than a source may be: the duration of many is not in their header.
 * @param {Encoding} encoding
 * @param {import('./settings.js').MediaSettings} settings
 */
async function encode({ file, info, args, folder, onProgress }, settings) {
  const { maxDuration } = settings;
  /** @param {any} child @param {(error: Error) => void} cancel */
  const watch = (child, cancel) => {
    const reader = new ProgressReader(info.duration, (progress) => {
      seconds = progress.seconds;
      if (seconds > maxDuration)
        cancel(
          tooLarge(`more than ${maxDuration} seconds`, 'maxDuration', maxDuration, { duration: seconds }),
        );
      callSafely(onProgress, progress, cancel);
    });
    child.stdout.on('data', (/** @type {Buffer} */ chunk) => reader.take(chunk));
  };
  let seconds = 0;
  const { record } = await runTool(
    { program: settings.ffmpeg, args: commandLine(file, args, settings), read: [file], folder, watch },
    settings,
  );
  const { peakMemory, cpuMs, wallMs } = record;
  return { seconds, peakMemory, cpuMs, wallMs };
}

/**
 * @param {string} file
 * @param {string[]} args
 * @param {import('./settings.js').MediaSettings} settings
 */
function commandLine(file, args, settings) {
  const threads = String(settings.threads);
  const quiet = ['-nostdin', '-hide_banner', '-v', 'error', '-progress', 'pipe:1', '-stats_period', '0.2'];
  return [...quiet, ...decoding(file, settings), '-threads', threads, ...args];
}

/**
 * How a source is decoded: the limit on pixels is the decoders' too, since a header need not say the truth.
 * @param {string} file
 * @param {import('./settings.js').MediaSettings} settings
 */
function decoding(file, settings) {
  const threads = String(settings.threads);
  const filters = ['-filter_threads', threads, '-filter_complex_threads', threads];
  const decoders = ['-threads', threads, '-max_pixels', String(settings.maxPixels)];
  return [...filters, ...decoders, ...inputArgs(file, settings)];
}

/**
 * @param {any} onProgress
 * @param {import('./progress.js').Progress} progress
 * @param {(error: any) => void} cancel
 */
function callSafely(onProgress, progress, cancel) {
  try {
    onProgress?.(progress);
  } catch (error) {
    cancel(error);
  }
}

/** @param {Record<string, any>} given */
function onProgressOf(given) {
  return callback('options.onProgress', given.onProgress);
}

module.exports = { decoding, encode, onProgressOf };
