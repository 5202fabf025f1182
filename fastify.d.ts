/**
 * Plugins for Fastify 5: `app.register(compression, options)`. Their options and errors are those of `offloop/express`;
 * docs/http.md says what differs.
 *
 * @packageDocumentation
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  ContentDigestOptions,
  DecompressBodyOptions,
  ErrorHandlerOptions,
  HttpCompressionOptions,
  MetricsOptions,
  SendJsonOptions,
} from './types/http.js';

import type { ReceivedImage, ReceiveImageOptions, SendImageOptions } from './types/http-images.js';
import type { ReceivedMedia, ReceiveMediaOptions } from './types/http-media.js';
import type { ImageInput, ImagePool } from './types/image.js';

export { errorStatus } from './types/http.js';
export { precompress } from './types/http-static.js';

/** A plugin for `register`. It holds for the instance that registers it, and for those within. */
export type Plugin<Options> = (instance: any, options: Options) => Promise<void>;

/** Options of a plugin that routes can change. */
export interface GlobalOption {
  /** Whether it is at work for routes that do not name it. @default true */
  global?: boolean;
}
/** Options of {@link compression}. */
export interface FastifyCompressionOptions extends HttpCompressionOptions, GlobalOption {}
/** Options of {@link decompressBody}. */
export interface FastifyDecompressBodyOptions extends DecompressBodyOptions, GlobalOption {}

/**
 * Compresses payloads in an onSend hook. Without a type a string is text, as Fastify has it. `reply.flush()` sends what
 * was written to a stream so far; `text/event-stream` is flushed at every write.
 */
export const compression: Plugin<FastifyCompressionOptions>;
/**
 * Verifies bodies in an onRequest hook, and digests payloads; streams get their digest as a trailer, if the client's TE
 * accepts those. Register it after {@link compression}.
 */
export const contentDigest: Plugin<ContentDigestOptions>;
/** Decompresses bodies in an onRequest hook. Register it after {@link contentDigest}. */
export const decompressBody: Plugin<FastifyDecompressBodyOptions>;
/** What a route takes beside its other options, where it is added after the plugins. */
export interface RouteOptions {
  /** `false` leaves its answers as they are; an object changes options of {@link compression} for it. */
  compress?: false | HttpCompressionOptions;
  /** `false` leaves its bodies as they are; an object changes options of {@link decompressBody} for it. */
  decompress?: false | DecompressBodyOptions;
}

// @ts-ignore: where Fastify is not installed there is nothing to add to.
declare module 'fastify' {
  // @ts-ignore: the other parameters are left out, since they change from one version of Fastify to the next.
  interface RouteShorthandOptions<RawServer> extends RouteOptions {}
}

/** Options of {@link json}. */
export interface FastifyJsonOptions {
  /** The most bytes of a body. @default the route's bodyLimit */
  limit?: number;
}

/** Parses JSON in place of Fastify's parser, and every type that ends in `+json`. */
export const json: Plugin<FastifyJsonOptions>;
/** Answers errors with their status. */
export const errorHandler: Plugin<ErrorHandlerOptions>;
/** A signal that aborts when the client goes away before it has its whole answer. */
export function abortOnDisconnect(
  request: { raw: IncomingMessage },
  reply: { raw: ServerResponse },
): AbortSignal;
/**
 * Sends a value as JSON, as `sendJson` of `offloop/express`: return what it returns.
 *
 * @example
 * app.get('/orders', (request, reply) => sendJson(reply, orders));
 */
export function sendJson(
  reply: { raw: ServerResponse },
  value: unknown,
  options?: SendJsonOptions,
): Promise<any>;
/**
 * Sends an image in the format that the client likes best, as `sendImage` of `offloop/express`: return what it returns.
 *
 * @example
 * app.get('/photos/:id', (request, reply) => sendImage(request, reply, images, { path }, { width: 800 }));
 */
export function sendImage(
  request: { raw: IncomingMessage },
  reply: { raw: ServerResponse },
  images: ImagePool,
  input: ImageInput,
  options?: SendImageOptions,
): Promise<any>;
/**
 * Writes the body to a file, as `receiveImage` of `offloop/express`. Fastify must leave the body alone:
 * `app.addContentTypeParser(/^image\//, (request, payload, done) => done(null))`.
 */
export function receiveImage(
  request: { raw: IncomingMessage },
  reply: { raw: ServerResponse },
  images: ImagePool,
  options?: ReceiveImageOptions,
): Promise<ReceivedImage>;
/**
 * Writes the body to a file and says what it is, as `receiveMedia` of `offloop/express`. Fastify must leave the body alone:
 * `app.addContentTypeParser(/^(?:video|audio)\//, (request, payload, done) => done(null))`.
 */
export function receiveMedia(
  request: { raw: IncomingMessage },
  reply: { raw: ServerResponse },
  options?: ReceiveMediaOptions,
): Promise<ReceivedMedia>;
/**
 * A route's handler that answers with the numbers of this package in the text format of Prometheus.
 *
 * @example
 * app.get('/metrics', metrics({ pools: { invoices } }));
 */
export function metrics(options?: MetricsOptions): (request: any, reply: any) => Promise<any>;
