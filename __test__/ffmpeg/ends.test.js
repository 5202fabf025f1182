'use strict';

const fs = require('node:fs');
const { PassThrough, Readable } = require('node:stream');
const { frame, probe, transcode } = require('../../ffmpeg.js');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { ENDLESS, describeMedia, sandbox, useClip } = require('./helpers/media.js');

describeMedia('the end of a call before its result', () => {
  const clip = useClip();
  const folder = useFolder();

  /** Starts a call that does not end by itself, and waits for its first report. */
  async function endless(options = {}, target = /** @type {any} */ (folder.at('a.mp4'))) {
    /** @type {{ running: boolean, ended?: any }} */
    const state = { running: false };
    const settings = { sandbox, args: ENDLESS, format: /** @type {const} */ ('mp4'), temporary: folder.path };
    const onProgress = () => {
      state.running = true;
    };
    transcode(clip.file, target, { ...settings, onProgress, ...options }).then(
      (made) => (state.ended = made),
      (error) => (state.ended = error),
    );
    await until(() => state.running || state.ended !== undefined);
    expect(state.ended).toBeUndefined();
    return state;
  }

  /** Processes that work on something in the folder of this test. */
  const processes = () =>
    fs
      .readdirSync('/proc')
      .filter(
        (name) => /^\d+$/.test(name) && name !== String(process.pid) && commandOf(name).includes(folder.path),
      );

  test('an abort ends ffmpeg, and leaves neither a file nor a process', async () => {
    const abortion = new AbortController();
    fs.writeFileSync(folder.at('a.mp4'), 'before');
    const state = await endless({ signal: abortion.signal });
    expect(processes()).not.toEqual([]);
    abortion.abort(new Error('enough'));
    await until(() => state.ended);
    expect(state.ended).toMatchObject({ code: 'ABORT_ERR', cause: { message: 'enough' } });
    expect(processes()).toEqual([]);
    expect(folder.list()).toEqual(['a.mp4']);
    expect(fs.readFileSync(folder.at('a.mp4'), 'utf8')).toBe('before');
  });

  test('a killed ffmpeg is an error, and leaves nothing', async () => {
    const state = await endless();
    for (const pid of processes()) process.kill(Number(pid), 'SIGKILL');
    await until(() => state.ended);
    expect(state.ended).toMatchObject({ code: 'ERR_MEDIA_FAILED', cause: { signal: 'SIGKILL' } });
    expect(folder.list()).toEqual([]);
  });

  test('a target that closes ends the call', async () => {
    const target = new PassThrough();
    const state = await endless({}, target);
    target.destroy();
    await until(() => state.ended);
    expect(state.ended).toMatchObject({ code: 'ABORT_ERR', cause: { code: 'ERR_STREAM_DESTROYED' } });
    expect(folder.list()).toEqual([]);
  });

  test('an exception of onProgress ends the call with that exception', async () => {
    const mine = new TypeError('mine');
    const onProgress = () => {
      throw mine;
    };
    const call = transcode(clip.file, folder.at('a.mp4'), {
      sandbox,
      args: ENDLESS,
      format: 'mp4',
      onProgress,
    });
    await expect(call).rejects.toBe(mine);
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

/** @param {string} pid */
function commandOf(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
