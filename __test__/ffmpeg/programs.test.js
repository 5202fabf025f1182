'use strict';

const fs = require('node:fs');
const { probe } = require('../../ffmpeg.js');
const { useFolder } = require('../helpers/folder.js');
const { describeMedia, sandbox, useClip } = require('./helpers/media.js');

describeMedia('a program that is not what it should be', () => {
  const clip = useClip();
  const folder = useFolder();

  /** @param {string} script */
  function probeBy(script) {
    fs.writeFileSync(folder.at('program'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return probe(clip.file, { sandbox, ffprobe: folder.at('program') });
  }

  test.each([
    ['text', 'echo hello'],
    ['nothing', 'exit 0'],
  ])('an ffprobe that writes %s is a failure, and not the fault of the source', async (_, script) => {
    await expect(probeBy(script)).rejects.toMatchObject({
      code: 'ERR_MEDIA_FAILED',
      message: expect.stringContaining('not JSON'),
    });
  });

  test('one that is ended from outside has failed', async () => {
    await expect(probeBy('kill -KILL $$')).rejects.toMatchObject({
      code: 'ERR_MEDIA_FAILED',
      message: expect.stringContaining('SIGKILL'),
      cause: { signal: 'SIGKILL' },
    });
  });

  test('one that crashes was led there by the source', async () => {
    await expect(probeBy('kill -SEGV $$')).rejects.toMatchObject({
      code: 'ERR_MEDIA_INVALID',
      cause: { signal: 'SIGSEGV' },
    });
  });

  test('one that does not know an option says so', async () => {
    await expect(probeBy('echo "Unrecognized option" >&2; exit 1')).rejects.toMatchObject({
      code: 'ERR_MEDIA_INVALID',
      message: expect.stringContaining('Unrecognized option'),
    });
  });

  test('one that may not be started is not there', async () => {
    fs.writeFileSync(folder.at('program'), '', { mode: 0o644 });
    await expect(probe(clip.file, { ffprobe: folder.at('program') })).rejects.toMatchObject({
      code: 'ERR_MEDIA_TOOL_MISSING',
    });
  });
});
