'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { PassThrough, Readable } = require('node:stream');
const { frame, probe } = require('../../ffmpeg.js');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { WRITING, processesWith, startEndless } = require('./helpers/endless.js');
const { ENDLESS, describeMedia, sandbox, useClip } = require('./helpers/media.js');

const SERVICE = path.join(__dirname, 'fixtures', 'service.js');

describeMedia('the end of a call before its result', () => {
  const clip = useClip();
  const folder = useFolder();

  const endless = (options = {}, target = /** @type {any} */ (folder.at('a.mp4'))) =>
    startEndless('transcode', clip.file, target, { temporary: folder.path, ...options });

  describe.each(Object.keys(WRITING))('%s', (name) => {
    const start = (options = {}) => startEndless(name, clip.file, folder.at('made'), options);
    // The source, which all of them name, is in a folder of this file alone.
    const processes = () => processesWith(clip.file);

    test('an abort ends ffmpeg, and leaves neither a part nor a process', async () => {
      const abortion = new AbortController();
      const state = await start({ signal: abortion.signal });
      expect(processes()).not.toEqual([]);
      abortion.abort(new Error('enough'));
      await until(() => state.ended);
      expect(state.ended).toMatchObject({ code: 'ABORT_ERR', cause: { message: 'enough' } });
      expect(processes()).toEqual([]);
      expect(folder.list()).toEqual([]);
    });

    test('a killed ffmpeg is an error, and leaves nothing', async () => {
      const state = await start();
      for (const pid of processes()) process.kill(pid, 'SIGKILL');
      await until(() => state.ended);
      expect(state.ended).toMatchObject({ code: 'ERR_MEDIA_FAILED', cause: { signal: 'SIGKILL' } });
      expect(folder.list()).toEqual([]);
    });

    test('a service that is killed leaves no process, and no part at the place of the result', async () => {
      const options = JSON.stringify({ sandbox, args: ENDLESS, format: WRITING[name][1] });
      const child = spawn(process.execPath, [SERVICE, name, clip.file, folder.at('made'), options]);
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      await until(() => processes().length === 0);
      expect(folder.list()).toEqual([expect.stringMatching(/^\.offloop-media-/)]);
    });

    test('an exception of onProgress ends the call with that exception', async () => {
      const mine = new TypeError('mine');
      const onProgress = () => {
        throw mine;
      };
      const [call, format] = WRITING[name];
      const options = { sandbox, args: ENDLESS, format, onProgress };
      await expect(call(clip.file, folder.at('made'), options)).rejects.toBe(mine);
      expect(folder.list()).toEqual([]);
    });
  });

  test('a target that is there stays as it was', async () => {
    const abortion = new AbortController();
    fs.writeFileSync(folder.at('a.mp4'), 'before');
    const state = await endless({ signal: abortion.signal });
    abortion.abort();
    await until(() => state.ended);
    expect(fs.readFileSync(folder.at('a.mp4'), 'utf8')).toBe('before');
    expect(folder.list()).toEqual(['a.mp4']);
  });

  test('a target that closes ends the call', async () => {
    const target = new PassThrough();
    const state = await endless({}, target);
    target.destroy();
    await until(() => state.ended);
    expect(state.ended).toMatchObject({ code: 'ABORT_ERR', cause: { code: 'ERR_STREAM_DESTROYED' } });
    expect(folder.list()).toEqual([]);
  });

  test('a source that fails leaves nothing, and its error is the call’s', async () => {
    const source = Readable.from(
      (async function* () {
        yield Buffer.alloc(1000);
        throw new RangeError('cut');
      })(),
    );
    await expect(probe(source, { temporary: folder.path })).rejects.toThrow(new RangeError('cut'));
    expect(folder.list()).toEqual([]);
  });

  test('an abort while a source arrives, and one before the call, end it', async () => {
    const abortion = new AbortController();
    const source = new PassThrough();
    source.write(Buffer.alloc(1000));
    const call = frame(source, { temporary: folder.path, signal: abortion.signal });
    await until(() => source.readableDidRead);
    abortion.abort();
    await expect(call).rejects.toMatchObject({ code: 'ABORT_ERR' });
    expect(source.destroyed).toBe(true);
    expect(folder.list()).toEqual([]);
    await expect(probe(clip.file, { signal: abortion.signal })).rejects.toMatchObject({ code: 'ABORT_ERR' });
  });

  test('a call that waits for its turn can be aborted, and the next one has it', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const state = await endless({ signal: first.signal, maxConcurrent: 1 });
    const waiting = probe(clip.file, { sandbox, maxConcurrent: 1, signal: second.signal });
    const last = probe(clip.file, { sandbox, maxConcurrent: 1 });
    second.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'ABORT_ERR' });
    expect(state.ended).toBeUndefined();
    first.abort();
    expect(await last).toMatchObject({ width: 160 });
  });
});
