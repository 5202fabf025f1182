// The types of offloop/ffmpeg, from an ES module. Checked by tsc, never run.

import whole, { frame, probe, segments, transcode } from '../../ffmpeg.mjs';
import type { MediaInfo, Segmented, Transcoded } from '../../ffmpeg.mjs';

export const info: Promise<MediaInfo> = probe(new Blob([]), { maxDuration: 1, formats: ['mp4'] });
export const made: Promise<Transcoded> = transcode('a', process.stdout, { args: ['-an'], format: 'mp4' });
export const picture: Promise<Buffer> = whole.frame(process.stdin, { at: 1, format: 'webp' });
export const parts: Promise<Segmented> = segments('a', new URL('file:///b'), { args: [], format: 'cmaf' });
void frame(new URL('file:///a.mp4'), { limits: { memoryMb: 100 } });

// @ts-expect-error options are needed
void transcode('a', 'b');
// @ts-expect-error one file
void segments('a', 'b', { args: [], format: 'mp4' });
// @ts-expect-error segments are in a folder
void segments('a', process.stdout, { args: [], format: 'hls' });
// @ts-expect-error many files
void transcode('a', 'b', { args: [], format: 'hls' });
