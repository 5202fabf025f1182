'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { PassThrough } = require('node:stream');
const { probe, transcode } = require('../../ffmpeg.js');
const { flushesOf, testFlushes } = require('../helpers/flushes.js');
const { useFolder } = require('../helpers/folder.js');
const { describeMedia, sandbox, useClip } = require('./helpers/media.js');

const ENTRY = path.join(__dirname, '../../ffmpeg.js');
const SMALLER = ['-vf', 'scale=80:-2', '-c:v', 'libx264', '-preset', 'ultrafast', '-an'];

describeMedia('transcode', () => {
  const clip = useClip();
  const folder = useFolder();

  test('writes a file, says what it took, and reports its progress to the end', async () => {
    /** @type {import('../../ffmpeg.js').MediaProgress[]} */
    const reports = [];
    const target = folder.at('a.mp4');
    const made = await transcode(clip.file, target, {
      sandbox,
      args: SMALLER,
      format: 'mp4',
      onProgress: (progress) => reports.push(progress),
    });
    expect(await probe(target, { sandbox })).toMatchObject({
      width: 80,
      duration: 2,
      streams: [{ type: 'video' }],
    });
    expect(made).toMatchObject({ source: { width: 160, duration: 2 }, bytes: fs.statSync(target).size });
    expect(made.cpuMs).toBeGreaterThan(0);
    expect(made.peakMemory).toBeGreaterThan(2 ** 20);
    expect(reports.at(-1)).toMatchObject({ part: 1, frames: 20, seconds: made.seconds });
    expect(folder.list()).toEqual(['a.mp4']);
    // As of other files that this process makes.
    expect(fs.statSync(target).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  test('replaces a target when the result is whole', async () => {
    fs.writeFileSync(folder.at('a.wav'), 'before');
    await transcode(fs.createReadStream(clip.file), folder.at('a.wav'), {
      sandbox,
      args: ['-vn'],
      format: 'wav',
    });
    expect(await probe(folder.at('a.wav'), { sandbox })).toMatchObject({ format: 'wav', width: null });
    expect(folder.list()).toEqual(['a.wav']);
  });

  test('writes to a stream, and ends it', async () => {
    const target = fs.createWriteStream(folder.at('a.mp4'));
    const args = ['-c', 'copy', '-movflags', '+faststart'];
    const { bytes } = await transcode(clip.file, target, {
      sandbox,
      args,
      format: 'mp4',
      temporary: folder.path,
    });
    expect(target.writableFinished).toBe(true);
    expect(fs.statSync(folder.at('a.mp4')).size).toBe(bytes);
    expect(await probe(folder.at('a.mp4'), { sandbox })).toMatchObject({ width: 160 });
    expect(folder.list()).toEqual(['a.mp4']);
  });

  testFlushes('flushes the file before it has its name, and then its folder', () => {
    const options = JSON.stringify({ sandbox, args: ['-c', 'copy'], format: 'mp4', flush: true });
    const program = `require(${JSON.stringify(ENTRY)})
      .transcode(${JSON.stringify(clip.file)}, ${JSON.stringify(folder.at('a.mp4'))}, ${options});`;
    const [file, ...rest] = flushesOf(folder.path, program);
    expect(path.basename(file)).toBe('result');
    expect(rest).toEqual([folder.path]);
  });

  test('leaves a target that is a stream open when it fails, so that an answer can say why', async () => {
    const target = new PassThrough();
    const args = ['-c:v', 'no_such_encoder'];
    const failing = transcode(clip.file, target, { sandbox, args, format: 'mp4', temporary: folder.path });
    await expect(failing).rejects.toMatchObject({
      code: 'ERR_MEDIA_FAILED',
      message: expect.stringContaining('no_such_encoder'),
      cause: { reason: 'exit' },
    });
    expect(target).toMatchObject({ destroyed: false, writableEnded: false });
    expect(folder.list()).toEqual([]);
  });

  test('begins when fewer than maxConcurrent calls are at work, in the order of calls', async () => {
    /** @type {string[]} */
    const order = [];
    const calls = ['a', 'b', 'c'].map((name) =>
      transcode(clip.file, folder.at(name), {
        sandbox,
        args: SMALLER,
        format: 'mp4',
        maxConcurrent: 1,
        onProgress: () => order.push(name),
      }),
    );
    await Promise.all(calls);
    expect(order.filter((name, index) => name !== order[index - 1])).toEqual(['a', 'b', 'c']);
  });
});
