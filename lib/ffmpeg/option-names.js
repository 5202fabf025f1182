'use strict';

/** What every call takes. */
const MEDIA = [
  ...['signal', 'limits', 'maxInputMb', 'maxPixels', 'maxDuration', 'formats', 'maxConcurrent'],
  ...['nice', 'sandbox', 'bestEffort', 'ffprobe', 'temporary'],
];

/** What the calls take that start ffmpeg itself. */
const WORK = [...MEDIA, 'ffmpeg', 'threads'];

/** What `receiveMedia` passes on: the size and the file of a body are its own. */
const RECEIVED = MEDIA.filter((name) => name !== 'maxInputMb' && name !== 'temporary');

/** The names of options that each call of `offloop/ffmpeg` knows. */
const OF_MEDIA = {
  probe: MEDIA,
  'probe.limits': ['memoryMb', 'cpuMs', 'timeoutMs', 'openFiles', 'fileSizeMb', 'processes'],
  transcode: ['args', 'format', 'onProgress', 'flush', ...WORK],
  segments: ['args', 'format', 'segmentDuration', 'onProgress', 'flush', ...WORK],
  frame: ['at', 'width', 'format', ...WORK],
  receiveMedia: ['limit', 'folder', ...RECEIVED],
};

module.exports = { OF_MEDIA, RECEIVED };
