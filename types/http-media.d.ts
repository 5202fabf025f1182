/// <reference types="node" />

/**
 * HTTP: video and sound that are received.
 *
 * @module HTTP media
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MediaInfo, ProbeOptions } from './ffmpeg.js';

/** Options of {@link receiveMedia}: those of `probe`, and of the body. */
export interface ReceiveMediaOptions extends Omit<ProbeOptions, 'maxInputMb' | 'temporary'> {
  /** The most bytes of the body. @default 1073741824 */
  limit?: number;
  /** Where its folder is made. @default that of the system for temporary files */
  folder?: string;
}

/** Video or sound that was received. */
export interface ReceivedMedia extends MediaInfo {
  /** The file, until the answer has ended. To keep it, copy or rename it. */
  path: string;
}

/**
 * Writes the body of a request to a file, and finds out by ffprobe what it is, by its content and not by its name or type. A
 * body that is larger or longer than is allowed, or not of one of the `formats`, is refused. The file is removed when the
 * answer has ended.
 *
 * It rejects with errors that have a `status`, before which the rest of the body is thrown away:
 *
 * @throws `ERR_BUFFER_TOO_LARGE` (RangeError), 413, beyond `limit`.
 * @throws `ERR_MEDIA_TOO_LARGE` (Error), 413, and `ERR_MEDIA_INVALID` (Error), 422, and the other errors of `probe`.
 * @throws `ABORT_ERR` (AbortError), 499, if the client goes away.
 * @throws `ERR_INVALID_STATE` (Error) if the body is read already.
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for
 *   bad arguments.
 * @example
 * app.put('/clips/:id', async (req, res) => {
 *   const { path, duration } = await receiveMedia(req, res, { maxDuration: 120 });
 *   await segments(path, folderOf(req), { args: ['-c', 'copy'], format: 'cmaf' });
 *   res.status(201).json({ duration });
 * });
 */
export function receiveMedia(
  req: IncomingMessage,
  res: ServerResponse,
  options?: ReceiveMediaOptions,
): Promise<ReceivedMedia>;
