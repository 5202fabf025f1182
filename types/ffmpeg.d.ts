/// <reference types="node" />

/**
 * `offloop/ffmpeg`: video and sound of strangers, read and written by the ffmpeg of the system, as commands with limits and
 * a sandbox. docs/video.md has the story. It needs the programs ffmpeg and ffprobe (`apt-get install ffmpeg`), and Linux, as
 * `execFile` does.
 *
 * @packageDocumentation
 */

import type { Readable, Writable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { ProcessLimits } from './isolation.js';
import type { AbortOptions } from './jobs.js';

/**
 * A path, a `file:` URL, or the bytes as a stream or a Blob. These are written to a temporary file first: an mp4 may have its
 * index at its end.
 */
export type MediaSource = string | URL | Readable | ReadableStream | Blob;

/** Formats that are read. `mp4` is also MOV, M4A and 3GP, `webm` also Matroska. */
export type MediaFormat = 'mp4' | 'webm' | 'avi' | 'mp3' | 'wav' | 'ogg' | 'flac' | 'aac' | 'mpegts' | 'flv';

/** Formats that are written; those of ffmpeg that are one file. */
export type MediaOutputFormat =
  | 'mp4'
  | 'mov'
  | 'webm'
  | 'matroska'
  | 'avi'
  | 'mpegts'
  | 'gif'
  | 'mp3'
  | 'wav'
  | 'ogg'
  | 'opus'
  | 'flac'
  | 'adts'
  | 'ipod';

/** Options of {@link probe}, and of all calls. */
export interface ProbeOptions extends AbortOptions {
  /**
   * Limits of each process that is started.
   * @default { memoryMb: 1024, timeoutMs: 600000, fileSizeMb: 4096 }
   */
  limits?: Omit<ProcessLimits, 'outputMb' | 'messageMb'>;
  /** The most MiB of a source. @default 1024 */
  maxInputMb?: number;
  /** The most pixels of a picture: by the header, and again when it is decoded. @default 8294400, which is 3840 x 2160 */
  maxPixels?: number;
  /** The most seconds of a source by its header, and of a result. @default 3600 */
  maxDuration?: number;
  /** Formats that are read, by the content, whatever the name says. @default mp4 webm avi mp3 wav ogg flac */
  formats?: readonly MediaFormat[];
  /**
   * The call begins when fewer than this many calls are at work in this thread; until then it waits, in the order of calls.
   * A stream is read to its temporary file before that.
   * @default the processors of the cgroup less one, at least 1
   */
  maxConcurrent?: number;
  /** Is added to the nice value of this process, 0 to 19. @default 10 */
  nice?: number;
  /** Whether the programs run in a sandbox: no network, no files but the source and a folder for the result. @default true */
  sandbox?: boolean;
  /** Runs with as much of the sandbox as this machine can enforce. @default false */
  bestEffort?: boolean;
  /** The name of ffprobe on the path, or its path. @default 'ffprobe' */
  ffprobe?: string;
  /** The folder for temporary files. @default os.tmpdir() */
  temporary?: string | URL;
}

/** Options of calls that decode. */
export interface MediaOptions extends ProbeOptions {
  /** The name of ffmpeg on the path, or its path. @default 'ffmpeg' */
  ffmpeg?: string;
  /** Threads of each decoder, encoder and filter. @default 1 */
  threads?: number;
}

/** Options of {@link transcode}. */
export interface TranscodeOptions extends MediaOptions {
  /**
   * Arguments of ffmpeg between the source and the result: codecs, filters. Those that name files, addresses or another
   * result are refused.
   */
  args: readonly string[];
  /** What is written. */
  format: MediaOutputFormat;
  /** Called about five times a second, and at the end. What it throws ends the call with that error. */
  onProgress?: (progress: MediaProgress) => void;
  /**
   * Has the system write the result and its folder to the disk (fsync) before the promise resolves. Without it the result
   * appears whole to every process, but a power failure soon after may leave its name with no contents. For a target that
   * is a file.
   * @default false
   */
  flush?: boolean;
}

/** Options of {@link segments}. */
export interface SegmentsOptions extends Omit<TranscodeOptions, 'format'> {
  /**
   * `hls`: segments of MPEG-TS and a list of HLS, for players of any age. `cmaf`: fragments of MP4, each stream in its own,
   * with lists of HLS and DASH. Both have the list for players in `index.m3u8`; DASH has its own in `manifest.mpd`.
   */
  format: 'hls' | 'cmaf';
  /**
   * Seconds of a segment, 0.5 to 3600. A segment begins with a picture that needs no other one: an encoder makes
   * one there, unless `args` has `-force_key_frames`; video that is copied is cut where it has one.
   * @default 6
   */
  segmentDuration?: number;
}

/** How far a result is. */
export interface MediaProgress {
  /** Seconds of the result. */
  seconds: number;
  /** Of the source's duration, 0 to 1; null where that is not known. */
  part: number | null;
  /** Seconds of the result in one second. */
  speed: number | null;
  frames: number;
  /** Of the result; 0 in `segments`, where ffmpeg does not count them. */
  bytes: number;
}

/** Options of {@link frame}. */
export interface FrameOptions extends MediaOptions {
  /** The time of the picture, in seconds; where none begins any more, it is the last. @default 0 */
  at?: number;
  /** Its width in pixels, 1 to 16384; the height follows. @default that of the video */
  width?: number;
  /** @default 'jpeg' */
  format?: 'jpeg' | 'png' | 'webp';
}

/** What a source is. */
export interface MediaInfo {
  /** ffmpeg's name of its format: `mov,mp4,m4a,3gp,3g2,mj2`. */
  format: string;
  /** Seconds; null where the header does not say. */
  duration: number | null;
  /** Bits in a second. */
  bitRate: number | null;
  bytes: number;
  /** Of the pictures as they are shown, turned; null without video. */
  width: number | null;
  height: number | null;
  /** Degrees by which a player turns the pictures clockwise, 0 to 359. */
  rotation: number;
  streams: MediaStream[];
}

/** One stream of a source. What the header does not say is missing. */
export interface MediaStream {
  index: number;
  /** `video`, `audio`, `subtitle`, `data`, `attachment`, `unknown`. */
  type: string;
  /** ffmpeg's name: `h264`, `aac`. */
  codec: string;
  duration?: number;
  bitRate?: number;
  language?: string;
  /** Of the pictures as they are stored. */
  width?: number;
  height?: number;
  frameRate?: number;
  pixelFormat?: string;
  rotation?: number;
  /** Whether it is one picture, as the cover of a piece of music. */
  isCover?: boolean;
  sampleRate?: number;
  channels?: number;
}

/** What {@link transcode} has done. */
export interface Transcoded {
  source: MediaInfo;
  /** Of the result. */
  bytes: number;
  /** Of the result. */
  seconds: number;
  /** Of ffmpeg, in bytes. */
  peakMemory: number;
  /** Of ffmpeg. */
  cpuMs: number;
  wallMs: number;
}

/** What {@link segments} has made. */
export interface Segmented extends Transcoded {
  /** The names of the files in the folder, sorted. */
  files: string[];
}

/**
 * What a source is, by its header: ffprobe reads it.
 *
 * @example
 * const { duration, width, height } = await probe(req, { signal, maxDuration: 60 });
 *
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for bad
 *   arguments and options.
 * @throws `ERR_MEDIA_INVALID` (Error) if the source is damaged, or of no format that is read.
 * @throws `ERR_MEDIA_TOO_LARGE` (Error) if it has more bytes, pixels or seconds than is allowed.
 * @throws `ERR_MEDIA_TOOL_MISSING` (Error) if ffprobe is not there.
 * @throws `ERR_UNSUPPORTED_FILE_TYPE` (Error) if the path is not that of a regular file.
 * @throws `ERR_INVALID_STATE` (Error) if the stream was read before, or has a listener for 'readable'.
 * @throws `ABORT_ERR` (AbortError) if `signal` is aborted: the process is gone then, and so are temporary files.
 * @throws `ERR_WORKER_MEMORY_LIMIT`, `ERR_WORKER_TIME_LIMIT`, `ERR_WORKER_CPU_LIMIT` (Error) and the other errors of
 *   `execFile`; those of the stream, and `ENOENT` or `EACCES` of the file.
 */
export function probe(source: MediaSource, options?: ProbeOptions): Promise<MediaInfo>;

/**
 * Makes a file of another format, codec or size. The result is written into a folder beside the target, which is removed,
 * and renamed when it is whole: an existing target is replaced then, and stays as it was where the call fails. A target that
 * is a stream gets the bytes when the result is whole, and is ended; one that closes before ends the call.
 *
 * @example
 * await transcode(upload, '/srv/clips/1.mp4', {
 *   args: ['-c:v', 'libx264', '-crf', '23', '-vf', 'scale=-2:720', '-c:a', 'aac', '-movflags', '+faststart'],
 *   format: 'mp4',
 *   onProgress: ({ part }) => report(part),
 *   signal,
 * });
 *
 * @throws The errors of {@link probe}.
 * @throws `ERR_INVALID_ARG_VALUE` (TypeError) if one of `args` names a file, an address or another result.
 * @throws `ERR_MEDIA_FAILED` (Error) if ffmpeg fails, with the last line that it wrote.
 * @throws `ERR_MEDIA_TOO_LARGE` (Error) also if the result is larger than `limits.fileSizeMb`.
 * @throws `EISDIR` or `EINVAL` (Error) if a directory, or a device, pipe or socket, is at the place of the target.
 * @throws `ABORT_ERR` (AbortError) also if a target that is a stream closes; `cause` is `ERR_STREAM_DESTROYED` then.
 */
export function transcode(
  source: MediaSource,
  target: string | URL | Writable,
  options: TranscodeOptions,
): Promise<Transcoded>;

/**
 * Makes a folder of short files, and lists of these, which players read while they play. The folder is written beside its
 * place and renamed when all of it is whole: until then its name is not there. It is not replaced if it is there already.
 * `limits.fileSizeMb` is of each file.
 *
 * @example
 * await segments('upload.mov', '/srv/clips/1', {
 *   args: ['-c:v', 'libx264', '-crf', '23', '-vf', 'scale=-2:720', '-c:a', 'aac'],
 *   format: 'cmaf',
 *   signal,
 * });
 *
 * @throws The errors of {@link transcode}.
 * @throws `EEXIST` (Error) if there is something at the place of the folder.
 * @throws `ERR_MEDIA_FAILED` (Error) also if a file is not whole, because the disk was full.
 */
export function segments(
  source: MediaSource,
  folder: string | URL,
  options: SegmentsOptions,
): Promise<Segmented>;

/**
 * One picture of a video, turned as a player does.
 *
 * @throws The errors of {@link probe}.
 * @throws `ERR_MEDIA_INVALID` (Error) also if the source has no video.
 * @throws `ERR_MEDIA_FAILED` (Error) if ffmpeg fails, or there is no picture at this time.
 * @throws `ERR_OUT_OF_RANGE` (RangeError) if `at` is beyond the source's duration.
 */
export function frame(source: MediaSource, options?: FrameOptions): Promise<Buffer>;
