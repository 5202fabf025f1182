'use strict';

const fs = require('node:fs');
const { probe, transcode } = require('../../ffmpeg.js');
const { useFolder } = require('../helpers/folder.js');
const { describeMedia, sandbox, useClip } = require('./helpers/media.js');

describeMedia('names that mean something to ffmpeg are names of files', () => {
  const clip = useClip();
  const folder = useFolder();

  test.each(['-i', 'new\nline.mp4', 'concat:a|b.mp4', '%05d \'".mp4'])(
    'of a source and of a target: %j',
    async (name) => {
      fs.copyFileSync(clip.file, folder.at(name));
      fs.mkdirSync(folder.at('to'));
      const target = folder.at(`to/${name}`);
      await transcode(folder.at(name), target, { sandbox, args: ['-c', 'copy'], format: 'mp4' });
      expect(fs.readdirSync(folder.at('to'))).toEqual([name]);
    },
  );

  test.each(['http://127.0.0.1:9/a.mp4', 'concat:/etc/passwd|/etc/group', 'pipe:0', 'data:,a'])(
    'an address is no source: %s',
    async (name) => {
      await expect(probe(name, { sandbox })).rejects.toMatchObject({ code: 'ENOENT' });
    },
  );
});
