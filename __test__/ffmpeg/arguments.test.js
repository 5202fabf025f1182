'use strict';

const { PassThrough } = require('node:stream');
const { frame, probe, segments, transcode } = require('../../ffmpeg.js');
const { argumentsOf } = require('../../lib/ffmpeg/arguments.js');
const { useFolder } = require('../helpers/folder.js');
const { wrong } = require('../helpers/values.js');

const folder = useFolder();
const VALUE = 'ERR_INVALID_ARG_VALUE';
const TYPE = 'ERR_INVALID_ARG_TYPE';
const RANGE = 'ERR_OUT_OF_RANGE';

test.each([
  [['-i', '/etc/passwd'], 'options.args[0]'],
  [['-f', 'tee'], 'options.args[0]'],
  [['-an', '/etc/passwd'], 'options.args[1]'],
  [['-c:v', 'copy', 'other.mp4'], 'options.args[2]'],
  [['-metadata', '/etc/passwd'], 'options.args[1]'],
  [['-c:v', 'file:a'], 'options.args[1]'],
  [['-map', 'http://127.0.0.1/'], 'options.args[1]'],
  [['-map', '../a'], 'options.args[1]'],
  [['-attach', 'a.ttf'], 'options.args[0]'],
  [['-/filter', 'a'], 'options.args[0]'],
  [['-filter_complex_script', 'a'], 'options.args[0]'],
  [['-hls_segment_filename', 'a'], 'options.args[0]'],
  [['-protocol_whitelist', 'file,http'], 'options.args[0]'],
  [['-hls_time', '2'], 'options.args[0]'],
  [['-hls_key_info_file', 'a'], 'options.args[0]'],
  [['-master_pl_name', 'a'], 'options.args[0]'],
  [['-init_seg_name', 'a'], 'options.args[0]'],
  [['-vf', 'movie=a.mp4'], 'options.args[1]'],
  [['-filter:v', 'scale=1:1[a];[a]subtitles=a.srt'], 'options.args[1]'],
  [['-filter_complex', '[0:v]scale=2:2,lut3d=a.cube'], 'options.args[1]'],
  [['-vf', "drawtext=textfile='a'"], 'options.args[1]'],
  [['-af', 'amovie@one=a'], 'options.args[1]'],
  [['-x264-params', 'bframes=2:qpfile=a'], 'options.args[1]'],
  [['-x265-params:v', 'csv=a.csv'], 'options.args[1]'],
  [['-crf'], 'options.args[0]'],
  [[''], 'options.args[0]'],
  [['-'], 'options.args[0]'],
  [['-c:v', 'a\0b'], 'options.args[1]'],
])('arguments that name files or further results are refused: %j', (args, name) => {
  expect(() => argumentsOf(args)).toThrow(
    expect.objectContaining({ code: VALUE, message: expect.stringContaining(`'${name}'`) }),
  );
});

test.each([
  [['-c:v', 'libx264', '-profile:v', 'high', '-crf', '23', '-preset', 'veryfast', '-an', '-shortest']],
  [['-vf', 'scale=-2:min(720\\,ih),fps=30000/1001,format=yuv420p', '-movflags', '+faststart']],
  [['-filter_complex', '[0:v]split[a][b];[a]palettegen[p];[b][p]paletteuse']],
  [['-map', '0:v:0', '-map', '0:a?', '-metadata', 'title=a/b: c', '-t', '10', '-ss', '00:00:01']],
  [['-x264-params', 'bframes=2:ref=3:keyint=50', '-pass', '1']],
  [['-af', 'loudnorm=I=-16:TP=-1.5:LRA=11', '-ar', '48000', '-b:a', '128k']],
])('other arguments are taken: %j', (args) => {
  expect(argumentsOf(args)).toEqual(args);
});

const GOOD = { args: [], format: 'mp4' };

test.each([
  ['a source that is none', () => probe(wrong(1)), TYPE, '"source"'],
  ['an empty path', () => probe(''), VALUE, "'source'"],
  ['bytes of a path', () => probe(wrong(Buffer.from('a'))), TYPE, '"source"'],
  ['a target that is none', () => transcode('a', wrong({}), wrong(GOOD)), TYPE, '"target"'],
  ['no arguments', () => transcode('a', 'b', wrong({ format: 'mp4' })), TYPE, '"options.args"'],
  ['no format', () => transcode('a', 'b', wrong({ args: [] })), TYPE, '"options.format"'],
  [
    'a format of many files',
    () => transcode('a', 'b', wrong({ args: [], format: 'hls' })),
    VALUE,
    'options.format',
  ],
  ['no arguments of segments', () => segments('a', 'b', wrong({ format: 'hls' })), TYPE, '"options.args"'],
  ['no format of segments', () => segments('a', 'b', wrong({ args: [] })), TYPE, '"options.format"'],
  ['a format of one file', () => segments('a', 'b', wrong({ ...GOOD })), VALUE, 'options.format'],
  [
    'segments to a stream',
    () => segments('a', wrong(new PassThrough()), { args: [], format: 'hls' }),
    TYPE,
    '"folder"',
  ],
  [
    'segments of no length',
    () => segments('a', 'b', { args: [], format: 'hls', segmentDuration: 0 }),
    RANGE,
    'options.segmentDuration',
  ],
  [
    'a flush of a stream',
    () => transcode('a', new PassThrough(), { args: [], format: 'mp4', flush: true }),
    VALUE,
    'options.flush',
  ],
  ['formats that are not read', () => probe('a', { formats: wrong(['concat']) }), VALUE, 'options.formats'],
  ['no formats', () => probe('a', { formats: [] }), VALUE, 'options.formats'],
  ['a time that is none', () => frame('a', { at: -1 }), RANGE, 'options.at'],
  ['a time that is not a number', () => frame('a', { at: wrong('1') }), TYPE, 'options.at'],
  ['no width', () => frame('a', { width: 0 }), RANGE, 'options.width'],
  ['a signal that is none', () => probe('a', { signal: wrong(1) }), TYPE, 'options.signal'],
  ['a limit that is none', () => probe('a', { limits: { memoryMb: 0 } }), RANGE, 'options.limits.memoryMb'],
  ['no program', () => probe('a', { ffprobe: '' }), VALUE, 'options.ffprobe'],
])('%s rejects', async (_, call, code, name) => {
  await expect(call()).rejects.toMatchObject({ code, message: expect.stringContaining(name) });
});

test('a stream that was read is refused', async () => {
  const source = new PassThrough().destroy();
  await expect(probe(source)).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
});

test('a target that was ended is refused', async () => {
  const call = transcode(__filename, new PassThrough().end(), { args: [], format: 'mp4' });
  await expect(call).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
});

test('a file or folder that is not there has the error of fs', async () => {
  await expect(probe(folder.at('none'))).rejects.toMatchObject({ code: 'ENOENT', path: folder.at('none') });
});

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('without the program the error says how to install it', async () => {
  const missing = {
    code: 'ERR_MEDIA_TOOL_MISSING',
    message: expect.stringContaining('apt-get install ffmpeg'),
  };
  await expect(probe(__filename, { ffprobe: 'no-such-program' })).rejects.toMatchObject(missing);
  await expect(probe(__filename, { ffprobe: folder.at('ffprobe') })).rejects.toMatchObject(missing);
});
