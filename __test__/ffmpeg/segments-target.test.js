'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { segments } = require('../../ffmpeg.js');
const { flushesOf, testFlushes } = require('../helpers/flushes.js');
const { useFolder } = require('../helpers/folder.js');
const { describeMedia, sandbox, useClip } = require('./helpers/media.js');

const ENTRY = path.join(__dirname, '../../ffmpeg.js');
const ARGS = ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac'];

describeMedia('a folder of segments', () => {
  const clip = useClip();
  const folder = useFolder();

  const made = (format, options = {}) =>
    segments(clip.file, folder.at('made'), { sandbox, args: ARGS, format, segmentDuration: 1, ...options });

  test('can be read by other users, as other files that this process makes', async () => {
    await made('hls');
    const mode = (name) => fs.statSync(folder.at('made', name)).mode & 0o777;
    expect([mode('.'), mode('index.m3u8')]).toEqual([0o777 & ~process.umask(), 0o666 & ~process.umask()]);
  });

  test.each([
    ['a folder', (name) => fs.mkdirSync(name)],
    ['a file', (name) => fs.writeFileSync(name, 'before')],
    ['a link to nowhere', (name) => fs.symlinkSync('nowhere', name)],
  ])('does not replace %s', async (_, occupy) => {
    occupy(folder.at('made'));
    await expect(made('hls')).rejects.toMatchObject({ code: 'EEXIST', path: folder.at('made') });
    expect(folder.list()).toEqual(['made']);
  });

  test('does not replace what comes to its place while it is made', async () => {
    const onProgress = () => {
      fs.mkdirSync(folder.at('made'), { recursive: true });
      fs.writeFileSync(folder.at('made', 'other'), 'before');
    };
    await expect(made('hls', { onProgress })).rejects.toMatchObject({ code: 'EEXIST' });
    expect(folder.list()).toEqual(['made']);
    expect(fs.readdirSync(folder.at('made'))).toEqual(['other']);
  });

  test.each([
    ['an encoder that is none', { args: ['-c:v', 'no_such_encoder'] }, 'ERR_MEDIA_FAILED'],
    ['files that are removed again', { args: [...ARGS, '-remove_at_exit', '1'] }, 'ERR_MEDIA_FAILED'],
    [
      'a list without an end',
      { format: 'hls', args: [...ARGS, '-hls_flags', 'omit_endlist'] },
      'ERR_MEDIA_FAILED',
    ],
    ['a limit on the size of a file', { limits: { fileSizeMb: 0 } }, 'ERR_MEDIA_TOO_LARGE'],
    ['a limit on memory', { limits: { memoryMb: 1 } }, 'ERR_WORKER_MEMORY_LIMIT'],
    ['a limit on seconds', { maxDuration: 1 }, 'ERR_MEDIA_TOO_LARGE'],
  ])('is not there, nor a part of it, after %s', async (_, options, code) => {
    await expect(made('cmaf', options)).rejects.toMatchObject({ code });
    expect(folder.list()).toEqual([]);
  });

  testFlushes('is flushed with its files before it has its name, and then where it is', async () => {
    const options = JSON.stringify({ sandbox, args: ARGS, format: 'hls', segmentDuration: 1, flush: true });
    const [file, target] = [clip.file, folder.at('made')].map((name) => JSON.stringify(name));
    const program = `require(${JSON.stringify(ENTRY)}).segments(${file}, ${target}, ${options});`;
    const flushed = flushesOf(folder.path, program);
    const names = ['index.m3u8', 'segment00000.ts', 'segment00001.ts', ''];
    const result = path.dirname(flushed[0]);
    expect(flushed).toEqual([
      ...names.map((name) => path.join(result, name).replace(/\/$/, '')),
      folder.path,
    ]);
    expect(path.basename(path.dirname(result))).toMatch(/^\.offloop-media-/);
  });
});
