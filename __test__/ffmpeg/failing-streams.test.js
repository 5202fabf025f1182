'use strict';

const fs = require('node:fs');
const { PassThrough, Readable, Writable } = require('node:stream');
const { frame, probe, segments, transcode } = require('../../ffmpeg.js');
const { useFolder } = require('../helpers/folder.js');
const { describeMedia, sandbox, useClip } = require('./helpers/media.js');

const COPY = /** @type {const} */ ({ sandbox, args: ['-c', 'copy'], format: 'mp4' });

// An error of a stream that nothing listens to ends the program; here it would end Jest.
describeMedia('streams that fail before they are used', () => {
  const clip = useClip();
  const folder = useFolder();

  const missing = () => fs.createReadStream(folder.at('none'));
  const failed = expect.objectContaining({ code: 'ENOENT', path: expect.stringContaining('none') });

  test.each(
    /** @type {[string, () => Promise<unknown>][]} */ ([
      ['probe', () => probe(missing())],
      ['frame', () => frame(missing())],
      ['transcode', () => transcode(missing(), folder.at('made.mp4'), COPY)],
      ['segments', () => segments(missing(), folder.at('made'), { ...COPY, format: 'hls' })],
    ]),
  )('a source that cannot be opened is an error of %s', async (_, call) => {
    await expect(call()).rejects.toEqual(failed);
    expect(folder.list()).toEqual([]);
  });

  test('a target that cannot be opened ends the call with its error', async () => {
    const target = fs.createWriteStream(folder.at('none/made.mp4'));
    await expect(transcode(clip.file, target, COPY)).rejects.toEqual(failed);
  });

  test('a target that fails while it is written ends the call with its error', async () => {
    const full = new Error('full');
    const target = new Writable({ write: (_chunk, _encoding, done) => done(full) });
    await expect(transcode(clip.file, target, COPY)).rejects.toBe(full);
  });

  test('calls that fail one after another have one listener on their target', async () => {
    const target = new PassThrough();
    const count = () =>
      Object.fromEntries(target.eventNames().map((name) => [name, target.listenerCount(name)]));
    const before = count();
    const refusals = [
      { signal: AbortSignal.abort() },
      { format: 'none' },
      { args: ['-c:v', 'no_such_encoder'] },
    ];
    for (const refused of refusals)
      await expect(
        transcode(clip.file, target, /** @type {any} */ ({ ...COPY, ...refused })),
      ).rejects.toThrow();
    expect(count()).toEqual({ ...before, error: (before.error ?? 0) + 1 });
  });

  test('calls with one source that are refused have one listener on it, also when others were removed', async () => {
    const source = new Readable({ read() {} });
    const refused = () =>
      expect(probe(source, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORT_ERR' });
    for (let calls = 0; calls < 3; calls += 1) await refused();
    expect(source.listenerCount('error')).toBe(1);
    source.removeAllListeners('error');
    await refused();
    expect(source.listenerCount('error')).toBe(1);
  });

  test('a source that fails later, after a call that was refused, ends nothing', async () => {
    const source = new Readable({ read() {} });
    await expect(probe(source, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORT_ERR' });
    source.destroy(new Error('later'));
    await new Promise((resolve) => {
      source.once('close', resolve);
    });
  });
});
