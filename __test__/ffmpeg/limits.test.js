'use strict';

const { transcode } = require('../../ffmpeg.js');
const { useFolder } = require('../helpers/folder.js');
const { ENDLESS, REPEATED, describeMedia, sandbox, useClip } = require('./helpers/media.js');

describeMedia('limits of a call', () => {
  const clip = useClip();
  const folder = useFolder();

  test.each([
    ['time', { limits: { timeoutMs: 1000 } }, 'ERR_WORKER_TIME_LIMIT'],
    ['memory', { limits: { memoryMb: 5 } }, 'ERR_WORKER_MEMORY_LIMIT'],
    ['seconds of the result', { maxDuration: 2.5 }, 'ERR_MEDIA_TOO_LARGE'],
  ])('a limit on %s ends it, and leaves nothing', async (_, limit, code) => {
    const options = /** @type {const} */ ({ sandbox, args: ENDLESS, format: 'mp4', ...limit });
    await expect(transcode(clip.file, folder.at('a.mp4'), options)).rejects.toMatchObject({ code });
    expect(folder.list()).toEqual([]);
  });

  test('a result that is larger than it may be leaves nothing', async () => {
    const args = ['-vf', REPEATED, '-an', '-c:v', 'rawvideo'];
    const options = /** @type {const} */ ({ sandbox, args, format: 'avi', limits: { fileSizeMb: 1 } });
    await expect(transcode(clip.file, folder.at('a.avi'), options)).rejects.toMatchObject({
      code: 'ERR_MEDIA_TOO_LARGE',
    });
    expect(folder.list()).toEqual([]);
  });
});
