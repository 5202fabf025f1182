'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const { Readable } = require('node:stream');
const { probe, transcode } = require('../../ffmpeg.js');
const { useFolder } = require('../helpers/folder.js');
const { describeMedia, sandbox, useClip } = require('./helpers/media.js');

const COPY = /** @type {const} */ ({ sandbox, args: ['-c', 'copy'], format: 'mp4' });

describeMedia('what is at the place of a target', () => {
  const clip = useClip();
  const folder = useFolder();

  /** @type {[string, string, () => void][]} */
  const REFUSED = [
    ['a FIFO', 'EINVAL', () => execFileSync('mkfifo', [folder.at('place')])],
    [
      'a link to a FIFO, as /dev/stdout may be',
      'EINVAL',
      () => {
        execFileSync('mkfifo', [folder.at('fifo')]);
        fs.symlinkSync(folder.at('fifo'), folder.at('place'));
      },
    ],
    ['a directory', 'EISDIR', () => fs.mkdirSync(folder.at('place'))],
  ];

  test.each(REFUSED)('%s stays, and is refused before the source is read', async (_, code, make) => {
    make();
    const before = fs.lstatSync(folder.at('place'));
    const source = new Readable({
      read() {
        throw new Error('it was read');
      },
    });
    const call = transcode(source, folder.at('place'), COPY);
    await expect(call).rejects.toMatchObject({ code, path: folder.at('place') });
    const { ino, mode } = fs.lstatSync(folder.at('place'));
    expect([ino, mode]).toEqual([before.ino, before.mode]);
  });

  test.each(['new/', 'new/.', 'clip.mp4/'])(
    'the name %s is of no file, as a target and as a source',
    async (name) => {
      const place = `${folder.path}/${name}`;
      fs.copyFileSync(clip.file, folder.at('clip.mp4'));
      // The source is not there either, which would be said later.
      await expect(transcode(folder.at('none'), place, COPY)).rejects.toMatchObject({
        code: 'EISDIR',
        syscall: 'open',
      });
      const code = name.startsWith('new') ? 'ENOENT' : 'ENOTDIR';
      await expect(transcode(place, folder.at('to.mp4'), COPY)).rejects.toMatchObject({ code });
      await expect(probe(place, { sandbox })).rejects.toMatchObject({ code });
      expect(folder.list()).toEqual(['clip.mp4']);
    },
  );

  test('a link to a file is replaced itself, and the file stays', async () => {
    fs.writeFileSync(folder.at('file'), 'before');
    fs.symlinkSync(folder.at('file'), folder.at('place'));
    await transcode(clip.file, folder.at('place'), COPY);
    expect(fs.lstatSync(folder.at('place')).isFile()).toBe(true);
    expect(fs.readFileSync(folder.at('file'), 'utf8')).toBe('before');
  });

  test('the source itself is replaced when the result is whole', async () => {
    fs.copyFileSync(clip.file, folder.at('place'));
    const { source, bytes } = await transcode(folder.at('place'), folder.at('place'), {
      ...COPY,
      args: ['-an', '-c', 'copy'],
    });
    expect(source.streams).toHaveLength(2);
    expect(fs.statSync(folder.at('place')).size).toBe(bytes);
  });
});
