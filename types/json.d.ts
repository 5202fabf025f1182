/// <reference types="node" />

/**
 * JSON without stopping the event loop for it.
 *
 * @module JSON
 */

import type { Readable } from 'node:stream';
import type { Bytes, Data, Path } from './data.js';
import type { AbortOptions, JobOptions } from './jobs.js';

/** Options of {@link parseJson}. */
export interface ParseJsonOptions extends JobOptions {
  /**
   * Milliseconds after which building the value gives way to the event loop. One step, and a garbage collection, may
   * come on top.
   * @default 5
   */
  maxSlice?: number;
  /**
   * As JSON.parse's, called over the whole value once it is built, in slices too. Where this version of Node gives a
   * reviver `context`, `context.source` is the text of a primitive value, so that a large number can be read exactly.
   */
  reviver?: (this: any, key: string, value: any, context: { source?: string }) => any;
  /**
   * A JSON Pointer, such as `/users/0/name`: the whole document is checked, and only the value there is built. Of
   * several members of one name the last counts.
   * @see {@link https://www.rfc-editor.org/rfc/rfc6901 | RFC 6901}
   */
  pointer?: string;
}

/**
 * Parses JSON as JSON.parse does, without stopping the event loop for it: the pool checks the text, and the value is
 * built in slices of `maxSlice` milliseconds. Text of up to 64 KiB is parsed on the calling thread.
 *
 * The value is JSON.parse's: order of properties, duplicate keys, `__proto__`, numbers, strings. Bytes are decoded as
 * by `buffer.toString()`.
 *
 * @param data JSON text, or `{ path }` of a file, which the engine's threads read
 * @returns the value; undefined if there is no value at `pointer`
 * @throws SyntaxError, with JSON.parse's message, if the text is not JSON.
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError)
 *   for bad arguments.
 * @throws `ENOENT`, `EACCES` and others of Node's file system errors, for a path; `ERR_ACCESS_DENIED` (Error) if node's
 *   permission model does not allow to read it; `ERR_UNSUPPORTED_FILE_TYPE` (Error) if it is a FIFO, socket or device.
 * @throws `ERR_INVALID_STATE` (Error) if the data is detached, or is resized while it is read.
 * @throws `ERR_STRING_TOO_LONG` (Error) if a string or key is longer than a string of V8 can be.
 * @throws `ERR_QUEUE_FULL` (Error) if `maxQueuedJobs` jobs wait already.
 * @throws `ERR_MEMORY_ALLOCATION_FAILED` (Error) if the system has no memory for the text.
 * @throws `ABORT_ERR` (AbortError) if `signal` is aborted.
 * @example
 * const report = await parseJson({ path: '/srv/report.json' });
 * const first = await parseJson(body, { pointer: '/items/0', signal });
 */
export function parseJson(data: Data | { path: Path }, options?: ParseJsonOptions): Promise<any>;

/** Options of {@link parseJsonLines}. */
export interface ParseJsonLinesOptions extends AbortOptions {
  /** Milliseconds that the work, together with the loop's body, may hold the event loop at a time. @default 5 */
  maxSlice?: number;
  /** As that of {@link parseJson}, for the value of each line. */
  reviver?: ParseJsonOptions['reviver'];
  /** The most bytes of a line; `Infinity` removes the limit. @default 134217728 (128 MiB) */
  maxLineLength?: number;
}

/**
 * The values of newline-delimited JSON, one after the other. The source is read as values are asked for. Lines end in
 * \n or \r\n; the last one may lack its end, and blank ones are skipped. A line of more than 64 KiB is parsed as by
 * {@link parseJson}.
 *
 * The source is destroyed, cancelled or closed when the loop is left, on an error and on an abort.
 *
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError)
 *   for bad arguments.
 * @throws SyntaxError if a line is not JSON; `line` is the line's number.
 * @throws `ERR_BUFFER_TOO_LARGE` (RangeError) if a line has more bytes than `maxLineLength`; `line` is its number.
 * @throws `ERR_INVALID_STATE` (Error) if the source is a stream of Node that has ended or was destroyed.
 * @throws The error of a source that fails; for a path, one of Node's file system errors, or
 *   `ERR_UNSUPPORTED_FILE_TYPE` (Error) if it is a FIFO, socket or device.
 * @throws `ABORT_ERR` (AbortError) if `signal` is aborted.
 * @see {@link https://github.com/ndjson/ndjson-spec | Newline Delimited JSON}
 * @example
 * for await (const order of parseJsonLines({ path: 'orders.ndjson' })) total += order.amount;
 */
export function parseJsonLines(
  source: Data | { path: Path } | Readable | ReadableStream | AsyncIterable<Bytes>,
  options?: ParseJsonLinesOptions,
): AsyncGenerator<any, void, undefined>;

/** Options of {@link stringifyJson}. */
export interface StringifyJsonOptions extends AbortOptions {
  /** Milliseconds that the work may hold the event loop at a time. @default 5 */
  maxSlice?: number;
  /**
   * As the second argument of JSON.stringify: a function that returns what is written for a value, or the only keys of
   * objects that are written.
   */
  replacer?: ((this: any, key: string, value: any) => any) | readonly (string | number)[] | null;
  /** As the third argument of JSON.stringify: the text that a level is indented by, or a number of spaces, up to 10. */
  space?: string | number | null;
}

/** Options of {@link createStringify}. */
export interface CreateStringifyOptions extends StringifyJsonOptions {
  /** Bytes that may wait for the reader. @default 65536 */
  highWaterMark?: number;
}

/**
 * The UTF-8 bytes of `JSON.stringify(value, replacer, space)`, made on the event loop in slices, between which it serves others. Each
 * getter, `toJSON` and trap of a proxy is called when JSON.stringify would call it, and once. Do not change the value
 * until the promise settles: what is written of it then is unspecified.
 *
 * Nesting has no limit. The engine lists the keys of one object in one step, even if that takes longer than `maxSlice`.
 *
 * @returns the bytes; undefined for a value that JSON.stringify has no text for
 * @throws TypeError for a BigInt or a value that contains itself, as JSON.stringify.
 * @throws RangeError if the text would be longer than a string can be, as JSON.stringify.
 * @throws What the value's own functions throw.
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError)
 *   for bad options.
 * @throws `ABORT_ERR` (AbortError) if `signal` is aborted.
 * @example
 * res.type('json').send(await stringifyJson(report));
 */
export function stringifyJson(value: unknown, options?: StringifyJsonOptions): Promise<Buffer | undefined>;

/**
 * A stream of the bytes of {@link stringifyJson}, which are made as they are read: of a large value only some 1 MiB are
 * in memory at a time, and the text may be longer than a string can be. Nothing is read of the value before the stream
 * is, and what is read last is read when the reader comes to it: do not change the value until the stream has ended.
 *
 * The stream is empty for a value that JSON.stringify has no text for. It emits the errors that `stringifyJson` rejects
 * with, but for that of a text that is too long.
 *
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError)
 *   for bad options.
 * @example
 * await pipeline(createStringify(rows, { space: 2 }), createCompress('gzip'), response);
 */
export function createStringify(value: unknown, options?: CreateStringifyOptions): Readable;
