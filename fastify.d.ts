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
  JsonBodyOptions,
} from './types/http.js';

export { errorStatus } from './types/http.js';

/** A plugin for `register`. It holds for the instance that registers it, and for those within. */
export type Plugin<Options> = (instance: any, options: Options) => Promise<void>;

/** Compresses payloads in an onSend hook. Without a type a string is text, as Fastify has it. */
export const compression: Plugin<HttpCompressionOptions>;
/** Verifies bodies in an onRequest hook, and digests payloads that are whole. Register it after {@link compression}. */
export const contentDigest: Plugin<ContentDigestOptions>;
/** Decompresses bodies in an onRequest hook. Register it after {@link contentDigest}. */
export const decompressBody: Plugin<DecompressBodyOptions>;
/** Parses JSON in place of Fastify's parser. `limit` is the route's bodyLimit by default. */
export const json: Plugin<JsonBodyOptions>;
/** Answers errors with their status. */
export const errorHandler: Plugin<ErrorHandlerOptions>;
/** A signal that aborts when the client goes away before it has its whole answer. */
export function abortOnDisconnect(
  request: { raw: IncomingMessage },
  reply: { raw: ServerResponse },
): AbortSignal;
