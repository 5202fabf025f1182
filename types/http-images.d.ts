/// <reference types="node" />

/**
 * HTTP: images that are sent as the client likes best, and images that are received.
 *
 * @module HTTP images
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  ImageInfo,
  ImageInput,
  ImageOutputFormat,
  ImagePool,
  ImageSize,
  ImageTaskOptions,
} from './image.js';

/** Options of {@link sendImage}: a size, without its format, and what tasks take. */
export interface SendImageOptions extends Omit<ImageSize, 'format' | 'animated'>, ImageTaskOptions {
  /**
   * Formats to send, the last of which every client reads. A client gets another if its Accept names it, as browsers do.
   * @default ['avif', 'webp', 'jpeg']
   */
  formats?: readonly ImageOutputFormat[];
}

/**
 * Sends an image in the format that the client likes best, with Vary, an ETag of XXH3, and 304 where the client has the
 * image. If the client goes away, the work ends. Headers that were set, such as Cache-Control, stay.
 *
 * @throws What `ImagePool.resize` rejects with; `errorHandler` answers it: 413, 415, 422, 503 or 504.
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for
 *   bad arguments.
 * @example
 * app.get('/photos/:id', (req, res) => sendImage(req, res, images, { path: fileOf(req) }, { width: 800 }));
 */
export function sendImage(
  req: IncomingMessage,
  res: ServerResponse,
  images: ImagePool,
  input: ImageInput,
  options?: SendImageOptions,
): Promise<void>;

/** Options of {@link receiveImage}. */
export interface ReceiveImageOptions extends ImageTaskOptions {
  /** The most bytes of the body. @default 67108864 */
  limit?: number;
  /** Where its folder is made. @default that of the system for temporary files */
  folder?: string;
}

/** An image that was received. */
export interface ReceivedImage extends ImageInfo {
  /** The file, until the answer has ended. To keep it, copy or rename it. */
  path: string;
  bytes: number;
}

/**
 * Writes the body of a request to a file, and looks at its header in a worker: what comes back is an image that the pool
 * reads, by its first bytes and not by its name or type. The file is removed when the answer has ended.
 *
 * It rejects with errors that have a `status`, before which the rest of the body is thrown away:
 *
 * @throws `ERR_BUFFER_TOO_LARGE` (RangeError), 413, beyond `limit`.
 * @throws What `ImagePool.metadata` rejects with: 413, 415, 422, 503 or 504.
 * @throws `ABORT_ERR` (AbortError), 499, if the client goes away.
 * @throws `ERR_INVALID_STATE` (Error) if the body is read already.
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for
 *   bad arguments.
 * @example
 * app.put('/photos/:id', async (req, res) => {
 *   const { path, width, height } = await receiveImage(req, res, images);
 *   await rename(path, fileOf(req));
 *   res.status(201).json({ width, height });
 * });
 */
export function receiveImage(
  req: IncomingMessage,
  res: ServerResponse,
  images: ImagePool,
  options?: ReceiveImageOptions,
): Promise<ReceivedImage>;
