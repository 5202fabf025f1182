'use strict';

/** What every call takes. */
const MEDIA = [
  ...['signal', 'limits', 'maxInputMb', 'maxPixels', 'maxDuration', 'formats', 'maxConcurrent'],
  ...['nice', 'sandbox', 'bestEffort', 'ffprobe', 'temporary'],
];

/** What the calls take that start ffmpeg itself. */
const WORK = [...MEDIA, 'ffmpeg', 'threads'];

/** The names of options that each call of `offloop/ffmpeg` knows. */
const OF_MEDIA = {
  probe: MEDIA,
  'probe.limits': ['memoryMb', 'cpuMs', 'timeoutMs', 'openFiles', 'fileSizeMb', 'processes'],
  transcode: ['args', 'format', 'onProgress', 'flush', ...WORK],
  segments: ['args', 'format', 'segmentDuration', 'onProgress', 'flush', ...WORK],
  frame: ['at', 'width', 'format', ...WORK],
};

module.exports = { OF_MEDIA };
