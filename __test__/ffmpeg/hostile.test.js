'use strict';

const fs = require('node:fs');
const net = require('node:net');
const { once } = require('node:events');
const { frame, probe, segments, transcode } = require('../../ffmpeg.js');
const { useFolder } = require('../helpers/folder.js');
const { runProgram } = require('../helpers/program.js');
const { describeMedia, make, sandbox, useClip } = require('./helpers/media.js');

const INVALID = { code: 'ERR_MEDIA_INVALID' };
const COPY = /** @type {const} */ ({ sandbox, args: ['-c', 'copy'], format: 'matroska' });

describeMedia('sources of strangers', () => {
  const clip = useClip();
  const folder = useFolder();

  test.each([
    ['text', 'all work and no play\n'.repeat(1000)],
    ['nothing', ''],
    ['a playlist of files', '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nCLIP\n#EXT-X-ENDLIST\n'],
    ['a script that joins files', "ffconcat version 1.0\nfile 'CLIP'\n"],
    [
      'a description of a session',
      'v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n',
    ],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><image href="file://CLIP"/></svg>'],
  ])('%s is refused as media, whatever its name is', async (_, text) => {
    const file = folder.at('a.mp4');
    fs.writeFileSync(file, text.replace('CLIP', clip.file));
    await expect(probe(file, { sandbox })).rejects.toMatchObject(INVALID);
    await expect(transcode(file, folder.at('b.mkv'), COPY)).rejects.toMatchObject(INVALID);
    // Without the sandbox it is the list of formats that refuses it.
    await expect(probe(file, { sandbox: false })).rejects.toMatchObject(INVALID);
    expect(folder.list()).toEqual(['a.mp4']);
  });

  test('a playlist that names an address has nothing connect to it', async () => {
    let connections = 0;
    const server = net.createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = /** @type {net.AddressInfo} */ (server.address());
    const lines = ['#EXTM3U', '#EXT-X-TARGETDURATION:2', '#EXTINF:2,', `http://127.0.0.1:${port}/a.ts`];
    fs.writeFileSync(folder.at('a.m3u8'), `${lines.join('\n')}\n#EXT-X-ENDLIST\n`);
    await expect(probe(folder.at('a.m3u8'), { sandbox: false })).rejects.toMatchObject(INVALID);
    server.close();
    expect(connections).toBe(0);
  });

  test('a format that was not asked for is refused', async () => {
    await expect(probe(clip.file, { sandbox, formats: ['webm', 'wav'] })).rejects.toMatchObject(INVALID);
  });

  test('a few bytes that are a picture of 67 million pixels are refused before they are decoded', async () => {
    const args = ['-f', 'lavfi', '-i', 'color=black:size=8192x8192:rate=1:duration=1'];
    const bomb = make(folder.at('bomb.avi'), ...args, '-c:v', 'png', '-pix_fmt', 'monob');
    const refused = { code: 'ERR_MEDIA_TOO_LARGE', width: 8192, height: 8192 };
    await expect(frame(bomb, { sandbox })).rejects.toMatchObject(refused);
    await expect(transcode(bomb, folder.at('b'), COPY)).rejects.toMatchObject(refused);
    const folders = /** @type {const} */ ({ sandbox, args: [], format: 'cmaf' });
    await expect(segments(bomb, folder.at('b'), folders)).rejects.toMatchObject(refused);
    expect(folder.list()).toEqual(['bomb.avi']);
  });

  test('a picture that is larger than the header says is not decoded', async () => {
    const args = ['-f', 'lavfi', '-i', 'color=black:size=2048x2048:rate=1:duration=1'];
    const large = fs.readFileSync(make(folder.at('large.avi'), ...args, '-c:v', 'png', '-pix_fmt', 'monob'));
    // AVI has the size in its own header, and in that of the stream.
    for (let at = large.indexOf('avih') + 40; at < 0x200; at += 1)
      if (large.readUInt32LE(at) === 2048) large.writeUInt32LE(64, at);
    fs.writeFileSync(folder.at('lies.avi'), large);
    const options = { sandbox, maxPixels: 1_000_000 };
    const refused = { code: expect.stringMatching(/^ERR_MEDIA_(?:TOO_LARGE|FAILED|INVALID)$/) };
    await expect(frame(folder.at('lies.avi'), options)).rejects.toMatchObject(refused);
    const video = { ...options, args: ['-c:v', 'mpeg4'] };
    const made = transcode(folder.at('lies.avi'), folder.at('b'), { ...video, format: 'mp4' });
    await expect(made).rejects.toMatchObject(refused);
    const parts = segments(folder.at('lies.avi'), folder.at('b'), { ...video, format: 'hls' });
    await expect(parts).rejects.toMatchObject(refused);
    expect(folder.list()).toEqual(['large.avi', 'lies.avi']);
  });

  test('a FIFO and a folder are refused as sources', async () => {
    const unsupported = { code: 'ERR_UNSUPPORTED_FILE_TYPE' };
    await expect(probe(folder.path, { sandbox })).rejects.toMatchObject(unsupported);
    runProgram('mkfifo', [folder.at('fifo')]);
    await expect(probe(folder.at('fifo'), { sandbox })).rejects.toMatchObject(unsupported);
  });

  test('names of files that look like options or protocols are names of files', async () => {
    for (const name of ['-i', 'concat:a|b', 'a%03d.mp4', '-version']) {
      fs.copyFileSync(clip.file, folder.at(name));
      expect(await probe(folder.at(name), { sandbox })).toMatchObject({ width: 160 });
      await transcode(folder.at(name), folder.at(`b${name}`), COPY);
      expect(await probe(folder.at(`b${name}`), { sandbox })).toMatchObject({ width: 160 });
    }
  });
});
