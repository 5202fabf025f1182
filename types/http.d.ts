/// <reference types="node" />

/**
 * HTTP: compressed responses, aborts, and errors as statuses.
 *
 * @module HTTP
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ContentDigestAlgorithm } from './integrity.js';
import type { AbortOptions } from './jobs.js';
import type { WorkerPoolStats } from './worker-events.js';

/** A middleware. Without `next`, for node:http, it returns when it is done. */
export type Middleware<Done = void> = {
  (req: IncomingMessage, res: ServerResponse, next: (error?: any) => void): void;
  (req: IncomingMessage, res: ServerResponse): Done;
};

/** A handler of errors, as Express calls it. */
export type ErrorMiddleware = (
  error: any,
  req: IncomingMessage,
  res: ServerResponse,
  next?: (error?: any) => void,
) => void;

/** Content codings that are made and read. */
export type ContentCoding = 'br' | 'zstd' | 'gzip' | 'deflate';

/** Options of {@link compression}. */
export interface HttpCompressionOptions {
  /**
   * The codings to use, best first: the order counts where a client gives several the same quality value.
   * @default ['br', 'zstd', 'gzip', 'deflate']
   */
  encodings?: readonly ContentCoding[];
  /** Bodies of fewer bytes go as they are; Infinity compresses none whose length is known. @default 1024 */
  threshold?: number;
  /**
   * Whether to compress a response; called when its headers are set.
   * @default {@link compression}.filter, which looks at the Content-Type
   */
  filter?: (req: any, res: any) => boolean;
  /** The level of each coding, as of `compress`. */
  levels?: { readonly [Coding in ContentCoding]?: number };
  /**
   * Bytes of compressed bodies to keep, for GET responses of at most 1 MiB that have an ETag and are not for one user. 0
   * keeps none.
   * @default 0
   */
  cache?: number;
}

/**
 * Compresses responses on the pool, in the coding that the client likes best. A body that is given to `end` whole, of at
 * most 1 MiB, is compressed by one call and gets a Content-Length; others go through a stream, with back-pressure. If
 * the client goes away, compression stops. If compression is not possible, because the queue is full, a body
 * given whole is sent as it is; no header of compression is set before that is known.
 *
 * Left alone: responses to HEAD, with 204, 205, 206 or 304, a Content-Encoding, Content-Range, Content-Digest or
 * `Cache-Control: no-transform`. Where the coding depends on the client, Vary names Accept-Encoding. A strong ETag becomes
 * a weak one. Never answers 406. `res.flush()` sends what was written so far; `text/event-stream` is flushed at every
 * write.
 *
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for
 *   bad options.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3 | RFC 9110, 12.5.3}
 * @example
 * app.use(compression());
 */
export function compression(options?: HttpCompressionOptions): Middleware;
export namespace compression {
  /** Whether the Content-Type of a response is of a kind that compression makes smaller. */
  function filter(req: any, res: any): boolean;
}

/**
 * A signal that aborts when the client goes away before it has its whole answer. The same one for each call with a
 * response. Its reason is an Error.
 *
 * @example
 * res.send(await compress('zstd', data, { signal: abortOnDisconnect(req, res) }));
 */
export function abortOnDisconnect(req: IncomingMessage, res: ServerResponse): AbortSignal;

/** What an error is to a client. */
export interface ErrorStatus {
  /**
   * The error's own `status` or `statusCode`, or by its code: 400 for damaged or forged data, 403 and 404 for files, 409
   * for conflicts, 413 for too much, 415 for an unknown coding, 422 for work beyond its limits, 499 for an abort, 503
   * for a full queue, 504 for a timeout; 500 for everything else.
   */
  status: number;
  /** The error's code; `ERR_INTERNAL` for a 500. */
  code: string;
  /** Whether its message may be shown: it is the client's fault, and has no path. */
  expose: boolean;
  /**
   * Headers that belong to the answer: Retry-After with 429 and 503, and the error's own `headers`, less those of a body.
   * An error with a header that node would not send is a 500.
   */
  headers: Record<string, string>;
}

/**
 * The status for an error of this package or of node, for an answer. It throws nothing.
 *
 * @example
 * const { status, headers } = errorStatus(error);
 * res.writeHead(status, headers).end();
 */
export function errorStatus(error: unknown): ErrorStatus;

/** Options of {@link errorHandler}. */
export interface ErrorHandlerOptions {
  /** Called with each error that is answered with 500. @default console.error */
  onError?: (error: any, req: any) => void;
}

/**
 * A handler of errors that answers with {@link errorStatus} and `{ "error": { "code", "message" } }`. Headers that the
 * failed answer had set for its body are removed before. If headers were sent, Express ends the connection; in node:http
 * this does.
 *
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError) or `ERR_INVALID_ARG_VALUE` (TypeError) for bad options.
 * @example
 * app.use(errorHandler());
 */
export function errorHandler(options?: ErrorHandlerOptions): ErrorMiddleware;

/** Options of {@link decompressBody}. */
export interface DecompressBodyOptions {
  /** The most bytes of the body when it is decompressed, and of each layer of it; Infinity for any. @default 10485760 */
  limit?: number;
  /** The codings that are read. @default ['br', 'zstd', 'gzip', 'deflate'] */
  encodings?: readonly ContentCoding[];
}

/**
 * Decompresses the body of a request that has a Content-Encoding, on the pool and as it is read, with back-pressure. Put
 * it before what reads bodies, which then sees the plain bytes, no Content-Encoding and no Content-Length. Up to three
 * codings, one in the other, are read.
 *
 * The middleware passes on, and what reads the body gets, errors with a `status`:
 *
 * @throws `ERR_HTTP_ENCODING` (Error), 415, with an Accept-Encoding header, if a coding is not read, or there are more
 *   than three.
 * @throws `ERR_BUFFER_TOO_LARGE` (RangeError), 413, if the result is longer than `limit`.
 * @throws `Z_DATA_ERROR`, `Z_BUF_ERROR` and the others of `decompress` (Error), 400, for damaged data.
 * @throws `ERR_INVALID_STATE` (Error) if the body is read already.
 * @example
 * app.use(decompressBody({ limit: 50_000_000 }), express.json({ limit: '50mb' }));
 */
export function decompressBody(options?: DecompressBodyOptions): Middleware;

/** Options of {@link contentDigest}. */
export interface ContentDigestOptions {
  /** Refuses bodies without a Content-Digest. @default false */
  required?: boolean;
  /** What responses are digested with, unless the client asks for another one. @default ['sha-256'] */
  algorithms?: ContentDigestAlgorithm | readonly ContentDigestAlgorithm[];
}

/**
 * Content-Digest (RFC 9530) in both directions. A request's body is verified while it is read: what reads it gets an
 * error instead of the end if it is not what its Content-Digest says. A response whose body is given whole gets a
 * Content-Digest; others get one as a trailer, if the client's TE accepts those. Want-Content-Digest chooses the
 * algorithm. Digests are of the bytes as they are sent: put this before `compression` and `decompressBody`.
 *
 * @throws `ERR_INTEGRITY_INVALID` (Error), 400, if the field cannot be read, has no digest of sha-256 or sha-512, or is
 *   missing where it is required.
 * @throws `EINTEGRITY` (Error), 400, if the body has another digest.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9530 | RFC 9530}
 * @example
 * app.use(contentDigest(), compression(), decompressBody(), json());
 */
export function contentDigest(options?: ContentDigestOptions): Middleware<Promise<void> | void>;

/** Options of {@link json}. */
export interface JsonBodyOptions {
  /** The most bytes of a body, decompressed. @default 102400 */
  limit?: number;
  /**
   * What is parsed: types as `application/json`, `application/*` or `+json`, or a function that says whether to.
   * @default 'application/json'
   */
  type?: string | readonly string[] | ((req: any) => unknown);
  /** Whether the body must be an array or an object. @default true */
  strict?: boolean;
  /** Whether bodies with a Content-Encoding are read; otherwise they are refused. @default true */
  inflate?: boolean;
}

/**
 * As express.json(), with the event loop free while a large document is checked and built: sets `req.body` where the
 * Content-Type is JSON. Other bodies are left alone. An empty body is `{}`. Without `next` the promise has the value.
 * The bytes are kept as they come and are never joined on the event loop.
 *
 * @throws `ERR_HTTP_JSON` (SyntaxError), 400, if the body is not JSON, or is neither an array nor an object.
 * @throws `ERR_BUFFER_TOO_LARGE` (RangeError), 413, if it is longer than `limit`.
 * @throws `ERR_HTTP_CHARSET` (Error), 415, if it is in neither UTF-8 nor UTF-16.
 * @throws `ERR_HTTP_ENCODING` (Error), 415, if it has a Content-Encoding that is not read.
 * @throws `Z_DATA_ERROR`, `Z_BUF_ERROR` and the others of `decompress` (Error), 400, for damaged data.
 * @throws `ABORT_ERR` (AbortError) if the client goes away.
 */
export function json(options?: JsonBodyOptions): Middleware<Promise<any> | undefined>;

/** Options of {@link sendJson}. */
export interface SendJsonOptions extends AbortOptions {
  /** The status, 200 to 599. @default the one that is set */
  status?: number;
}

/**
 * Sends a value as JSON, with an ETag of a fast digest: neither blocks the event loop for longer than `stringifyJson`
 * does. Answers 304 where the client has that already. Stops when the client goes away.
 *
 * @throws `ERR_INVALID_ARG_VALUE` (TypeError) if the value has no JSON, as undefined and functions.
 * @throws `ABORT_ERR` (AbortError) if the client goes away or `signal` is aborted.
 * @throws The errors of `stringifyJson`. Nothing is sent then.
 */
export function sendJson(res: ServerResponse, value: unknown, options?: SendJsonOptions): Promise<void>;

/** Options of {@link metrics}. */
export interface MetricsOptions {
  /** Pools to report too, by the name that their label `pool` has. */
  pools?: { readonly [name: string]: { readonly stats: WorkerPoolStats } };
}

/**
 * A handler that answers with `stats()`, and with the `stats` of pools, in the text format of Prometheus. Times are in
 * seconds, sizes in bytes.
 *
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError) if a pool is none.
 * @example
 * app.get('/metrics', metrics({ pools: { invoices } }));
 */
export function metrics(options?: MetricsOptions): (req: IncomingMessage, res: ServerResponse) => void;
