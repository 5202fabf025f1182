'use strict';

const path = require('node:path');
const { useFolder } = require('../helpers/folder.js');
const { onDisk, onSmallDisk, testOnDisk } = require('../helpers/small-disk.js');
const { describeMedia, sandbox, useClip } = require('./helpers/media.js');

const PROGRAM = path.join(__dirname, 'fixtures', 'full-disk.js');
const VIDEO = ['-c:v', 'libx264', '-preset', 'ultrafast', '-an'];

// ffmpeg itself ends well where the last bytes of a file, or a part of a segment, found no room.
describeMedia('on a disk that becomes full', () => {
  const clip = useClip();
  const folder = useFolder();

  const made = (size, call, options) =>
    onSmallDisk(
      size,
      folder.path,
      PROGRAM,
      call,
      clip.file,
      folder.path,
      JSON.stringify({ sandbox, args: VIDEO, ...options }),
    );

  testOnDisk.each([
    [onDisk('transcode leaves nothing'), 'transcode', { format: 'mpegts' }],
    [onDisk('transcode to mp4 leaves nothing'), 'transcode', { format: 'mp4' }],
    [onDisk('segments of HLS leave nothing'), 'segments', { format: 'hls', segmentDuration: 0.5 }],
    [onDisk('segments of CMAF leave nothing'), 'segments', { format: 'cmaf', segmentDuration: 0.5 }],
  ])('%s', (_, call, options) => {
    expect(made('16k', call, options)).toEqual({ end: 'ERR_MEDIA_FAILED', left: [] });
    expect(made('10m', call, options)).toEqual({ end: 'made', left: ['made'] });
  });
});
