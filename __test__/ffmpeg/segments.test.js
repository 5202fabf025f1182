'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { probe, segments } = require('../../ffmpeg.js');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');
const { describeMedia, sandbox, useClip } = require('./helpers/media.js');

const ARGS = ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac'];

describeMedia('segments', () => {
  const clip = useClip();
  const folder = useFolder();

  const made = (format, options = {}) =>
    segments(clip.file, folder.at('made'), { sandbox, args: ARGS, format, segmentDuration: 1, ...options });

  /** Seconds of video and sound that a player of a list comes upon. */
  const played = (list) => {
    const args = [
      '-v',
      'error',
      '-of',
      'json',
      '-show_streams',
      '-count_packets',
      '-allowed_extensions',
      'ALL',
      list,
    ];
    const { streams } = JSON.parse(outputOf('ffprobe', args));
    return streams.map(({ codec_type: type, nb_read_packets: packets }) => [type, Number(packets)]);
  };

  test('of HLS are a list and files of MPEG-TS, of the duration that is asked for', async () => {
    const { files, bytes, source, seconds } = await made('hls');
    expect(files).toEqual(['index.m3u8', 'segment00000.ts', 'segment00001.ts']);
    expect(fs.readdirSync(folder.at('made')).sort()).toEqual(files);
    expect(bytes).toBe(sizeOf(folder.at('made')));
    expect(source).toMatchObject({ width: 160, duration: 2 });
    expect(seconds).toBeCloseTo(2, 0);
    const list = fs.readFileSync(folder.at('made', 'index.m3u8'), 'utf8');
    expect(list.match(/EXTINF:1\.0/g)).toHaveLength(2);
    expect(list.trimEnd()).toMatch(/#EXT-X-ENDLIST$/);
    const streams = played(folder.at('made', 'index.m3u8'));
    expect(streams).toContainEqual(['video', 20]);
    expect(streams).toContainEqual(['audio', expect.any(Number)]);
  });

  test('of CMAF are fragments of MP4 with lists of HLS and DASH', async () => {
    const { files } = await made('cmaf');
    expect(fs.readdirSync(folder.at('made')).sort()).toEqual(files);
    expect(files).toEqual(expect.arrayContaining(['index.m3u8', 'manifest.mpd', 'init-stream0.m4s']));
    expect(files.filter((name) => name.startsWith('chunk-stream0-'))).toHaveLength(2);
    expect(files.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(played(folder.at('made', 'index.m3u8'))).toContainEqual(['video', 20]);
    const manifest = fs.readFileSync(folder.at('made', 'manifest.mpd'), 'utf8');
    expect(manifest).toContain('type="static"');
  });

  test('of several sizes have one list of all', async () => {
    const sizes = ['-map', '0:v', '-map', '0:v', '-map', '0:a', '-s:v:1', '80x46', '-b:v:1', '50k'];
    await made('cmaf', { args: [...ARGS, ...sizes] });
    const list = fs.readFileSync(folder.at('made', 'index.m3u8'), 'utf8');
    expect(list.match(/RESOLUTION=\d+x\d+/g)).toEqual(['RESOLUTION=160x90', 'RESOLUTION=80x46']);
  });

  test('are read from a stream, and report progress to the end', async () => {
    /** @type {import('../../ffmpeg.js').MediaProgress[]} */
    const reports = [];
    await segments(fs.createReadStream(clip.file), folder.at('made'), {
      sandbox,
      args: ARGS,
      format: 'hls',
      onProgress: (progress) => reports.push(progress),
    });
    expect(reports.at(-1)).toMatchObject({ part: 1, frames: 20 });
    expect(folder.list()).toEqual(['made']);
  });

  test('of what is made can be probed one by one', async () => {
    await made('hls');
    const first = await probe(folder.at('made', 'segment00000.ts'), { sandbox, formats: ['mpegts'] });
    expect(first).toMatchObject({ width: 160, height: 90 });
  });
});

/** @param {string} folder */
function sizeOf(folder) {
  return fs.readdirSync(folder).reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0);
}
