/// <reference types="node" />

/**
 * `offloop/image`: images of strangers, decoded by sharp in worker processes with limits and a sandbox. docs/images.md has
 * the story. It needs `npm install sharp`, and Linux, as worker processes do.
 *
 * @packageDocumentation
 */

import type { Path } from './data.js';
import type { Isolation } from './isolation.js';
import type { WorkerPoolStats } from './worker-events.js';
import type { RunOptions } from './worker-options.js';
import type { WorkerPool } from './workers.js';

/** Formats that are read. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'tiff';

/** Formats that are written. */
export type ImageOutputFormat = 'jpeg' | 'png' | 'webp' | 'avif';

/** Options of {@link ImagePool}. */
export interface ImagePoolOptions {
  /** Workers that are kept even when there is nothing to do. @default 0 */
  minWorkers?: number;
  /** The most workers, which have one image at a time each. @default the processors of the cgroup */
  maxWorkers?: number;
  /** Images that may wait beyond those that the workers have, with their bytes in memory; further ones reject. @default 100 */
  maxQueue?: number;
  /** How long a worker above `minWorkers` is kept without an image, in milliseconds. @default 30000 */
  idleTimeout?: number;
  /** How long an image may take without its wait, in milliseconds; 0 for any time. @default 15000 */
  taskTimeout?: number;
  /** Memory of a worker in MiB, 64 and more; one with half as much is replaced after its image. @default 512 */
  memoryMb?: number;
  /** The most pixels of an image, by its header; with `animated` of all frames together. @default 50000000 */
  maxPixels?: number;
  /** The most MiB of an image as it comes, 1 to 1024. @default 64 */
  maxInputMb?: number;
  /**
   * The most MiB of the results of a call together, 1 to 1024. A worker that was taken over could send as much to this
   * process as values: larger ones let it hold the event loop longer.
   * @default 16
   */
  maxOutputMb?: number;
  /** Formats that are read, by the first bytes of the image. @default all */
  formats?: readonly ImageFormat[];
  /** Added to the nice value of the workers, 0 to 19. @default 5 */
  nice?: number;
  /** Whether decoders run in a sandbox: no network, no files but sharp's, no processes. @default true */
  sandbox?: boolean;
  /** Runs with as much of the sandbox as this machine can enforce. @default false */
  bestEffort?: boolean;
  /** A file, from which sharp is looked for. @default this package */
  sharp?: string | URL;
}

/** Options of one image's work; see {@link RunOptions}. `timeout` is `taskTimeout` of the pool by default. */
export type ImageTaskOptions = Pick<
  RunOptions,
  'signal' | 'timeout' | 'queueTimeout' | 'priority' | 'tenant' | 'retries'
>;

/** What an image becomes. With neither width nor height it keeps its size. */
export interface ImageSize {
  /** Pixels, 1 to 16383. With one of the two the image keeps its shape. */
  width?: number;
  /** Pixels, 1 to 16383. */
  height?: number;
  /**
   * With both: `inside` them with the same shape; `cover`, cut at the edges; `contain`, with an edge of `background`; or
   * `fill`, out of shape.
   * @default 'inside'
   */
  fit?: 'inside' | 'cover' | 'contain' | 'fill';
  /** Whether a smaller image becomes larger. @default false */
  enlarge?: boolean;
  /** @default that of the image, or png where that is not written; webp with `animated` */
  format?: ImageOutputFormat;
  /** 1 to 100. A PNG with it has a palette. @default 80; 50 for AVIF; for PNG none */
  quality?: number;
  /**
   * How hard to try for a smaller result of the same quality: png 0 to 9, webp 0 to 6, avif 0 to 9. It needs `format`.
   * @default 6 for PNG, otherwise 4
   */
  effort?: number;
  /** What is behind transparency, as `#rgb`, `#rgba`, `#rrggbb` or `#rrggbbaa`. @default transparent; white for JPEG */
  background?: string;
  /** Whether to turn the image as its EXIF orientation says. @default true */
  orient?: boolean;
  /** What is kept: nothing, the colour profile, or all, which has the place where a photo was taken. @default 'none' */
  metadata?: 'none' | 'icc' | 'all';
  /** Whether to keep all frames; the result is WebP. @default false */
  animated?: boolean;
}

/** Options of {@link ImagePool.resize}. */
export interface ResizeOptions extends ImageSize, ImageTaskOptions {}

/** A result. */
export interface Image {
  data: Buffer;
  width: number;
  /** Of one frame. */
  height: number;
  format: ImageOutputFormat;
}

/** What the header of an image says. */
export interface ImageInfo {
  format: ImageFormat;
  /** As the image is seen, after its orientation. */
  width: number;
  height: number;
  /** Of EXIF, 1 to 8. */
  orientation: number;
  frames: number;
  hasAlpha: boolean;
  /** Colour space, in libvips' words: `srgb`, `b-w`, `cmyk`, `rgb16`… */
  space: string;
  /** Type of a sample, in libvips' words: `uchar`, `ushort`… */
  depth: string;
  hasProfile: boolean;
}

/** What is shown until the image is there. */
export interface ImagePlaceholder {
  /**
   * About 25 bytes in Base64, of which a page makes a blurred image.
   * @see {@link https://evanw.github.io/thumbhash/ | ThumbHash}
   */
  thumbhash: string;
  /** As the image is seen. */
  width: number;
  height: number;
}

/** An image: its bytes, which are copied, or a regular file. */
export type ImageInput =
  NodeJS.ArrayBufferView | ArrayBuffer | SharedArrayBuffer | Blob | { readonly path: Path };

/**
 * Reads, resizes and writes images by sharp in worker processes. What a call takes from the event loop is the copy of the
 * image, in slices of at most 1 MiB. No worker starts before the first call.
 *
 * Every call rejects with these, and with the errors of `WorkerPool.run`:
 *
 * @throws `ERR_IMAGE_UNSUPPORTED` (Error) if the first bytes are of no format in `formats`: `format`, where it is known;
 *   with `animated`, also if the animation would have to be turned: it can be had with `orient: false`.
 * @throws `ERR_IMAGE_TOO_LARGE` (Error) beyond `maxInputMb` or `maxOutputMb`: `bytes`; or beyond `maxPixels`: `width`,
 *   `height`.
 * @throws `ERR_IMAGE_INVALID` (Error) if the image is damaged or cut off.
 * @throws `ERR_PEER_MISSING` (Error) if sharp is not installed, or too old.
 * @throws `ERR_MEMORY_ALLOCATION_FAILED` (Error) if the decoder gets no memory.
 * @throws `ERR_TASK_TIMEOUT`, `ERR_WORKER_MEMORY_LIMIT`, `ERR_QUEUE_FULL`, `ERR_POOL_CLOSED`, `ERR_ISOLATION_UNAVAILABLE`,
 *   `ABORT_ERR` and the others of `WorkerPool.run`. An abort ends the worker at once.
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError), `ERR_OUT_OF_RANGE` (RangeError) or
 *   `ERR_INCOMPATIBLE_OPTION_PAIR` (TypeError) for bad arguments.
 * @example
 * const images = new ImagePool();
 * const { data } = await images.resize({ path: 'photo.jpg' }, { width: 200, format: 'webp' });
 */
export class ImagePool {
  /**
   * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for
   *   bad options.
   */
  constructor(options?: ImagePoolOptions);
  /** The image in one size. */
  resize(input: ImageInput, options?: ResizeOptions): Promise<Image>;
  /**
   * The image in several sizes, in their order. It is decoded once for all of them but those with `metadata`, `animated`
   * or `orient: false`.
   */
  resizeMany(input: ImageInput, sizes: readonly ImageSize[], options?: ImageTaskOptions): Promise<Image[]>;
  /** What the header says; the pixels are not decoded. */
  metadata(input: ImageInput, options?: ImageTaskOptions): Promise<ImageInfo>;
  /** A few bytes that look like the image from far. */
  placeholder(input: ImageInput, options?: ImageTaskOptions): Promise<ImagePlaceholder>;
  /** As of WorkerPool. */
  readonly stats: WorkerPoolStats;
  /** What the system enforces on the worker that started last; null before there is one. */
  readonly isolation: Isolation | null;
  /** Fulfils when a worker is ready, and starts one where there is none. */
  ready(): Promise<void>;
  /** Ends the workers when the images that were given are done. */
  close(options?: Parameters<WorkerPool['close']>[0]): Promise<void>;
  /** Ends the workers now; images that were given reject. */
  destroy(reason?: unknown): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
