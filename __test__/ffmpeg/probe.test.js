'use strict';

const fs = require('node:fs');
const { Blob } = require('node:buffer');
const { probe } = require('../../ffmpeg.js');
const { useFolder } = require('../helpers/folder.js');
const { describeMedia, make, sandbox, useClip } = require('./helpers/media.js');

describeMedia('probe', () => {
  const clip = useClip();
  const folder = useFolder();

  test('says what a file is, and its streams', async () => {
    const info = await probe(clip.file, { sandbox });
    expect(info).toMatchObject({ duration: 2, width: 160, height: 90, rotation: 0 });
    expect(info.bytes).toBe(fs.statSync(clip.file).size);
    expect(info.format).toContain('mp4');
    expect(info.streams).toMatchObject([
      { index: 0, type: 'video', codec: 'h264', frameRate: 10, width: 160, height: 90, isCover: false },
      { index: 1, type: 'audio', codec: 'aac', sampleRate: 44_100, channels: 1 },
    ]);
  });

  test.each([
    ['a Readable', (/** @type {string} */ file) => fs.createReadStream(file)],
    ['a ReadableStream', (/** @type {string} */ file) => new Blob([fs.readFileSync(file)]).stream()],
    ['a Blob', (/** @type {string} */ file) => new Blob([fs.readFileSync(file)])],
    ['a URL', (/** @type {string} */ file) => new URL(`file://${file}`)],
  ])('reads %s whose index is at its end, and leaves no temporary file', async (_, sourceOf) => {
    const source = /** @type {any} */ (sourceOf(clip.file));
    expect(await probe(source, { sandbox, temporary: folder.path })).toMatchObject({
      duration: 2,
      width: 160,
    });
    expect(folder.list()).toEqual([]);
  });

  test('gives sizes as a player shows them', async () => {
    const turned = make(folder.at('turned.mp4'), '-i', clip.file, '-c', 'copy', '-metadata:s:v', 'rotate=90');
    const info = await probe(turned, { sandbox });
    expect([90, 270]).toContain(info.rotation);
    expect(info).toMatchObject({ width: 90, height: 160 });
    expect(info.streams[0]).toMatchObject({ width: 160, height: 90 });
  });

  test('of sound has no pictures', async () => {
    const sound = make(folder.at('a.flac'), '-f', 'lavfi', '-i', 'sine=duration=1');
    expect(await probe(sound, { sandbox })).toMatchObject({
      format: 'flac',
      width: null,
      height: null,
      rotation: 0,
    });
  });

  test.each([
    ['pixels', { maxPixels: 100 }, { width: 160, height: 90 }],
    ['seconds', { maxDuration: 1 }, { duration: 2 }],
  ])('refuses more %s than are allowed', async (_, limit, numbers) => {
    await expect(probe(clip.file, { sandbox, ...limit })).rejects.toMatchObject({
      code: 'ERR_MEDIA_TOO_LARGE',
      ...numbers,
    });
  });

  test.each([
    ['a file', (/** @type {string} */ file) => file],
    ['a stream', (/** @type {string} */ file) => fs.createReadStream(file)],
  ])('refuses %s of more bytes than are allowed, and leaves nothing', async (_, sourceOf) => {
    fs.mkdirSync(folder.at('temporary'));
    fs.writeFileSync(folder.at('large'), Buffer.alloc(2 ** 20 + 1));
    const options = { sandbox, maxInputMb: 1, temporary: folder.at('temporary') };
    const probed = probe(sourceOf(folder.at('large')), options);
    await expect(probed).rejects.toMatchObject({ code: 'ERR_MEDIA_TOO_LARGE', bytes: expect.any(Number) });
    expect(fs.readdirSync(folder.at('temporary'))).toEqual([]);
  });
});
