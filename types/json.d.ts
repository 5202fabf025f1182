/// <reference types="node" />

import type { Readable } from 'node:stream';
import type { Bytes, Data, Path } from './data.js';
import type { AbortOptions, JobOptions } from './jobs.js';

/** Options of {@link parseJson}. */
export interface ParseJsonOptions extends JobOptions {
  /**
   * Milliseconds after which building gives way to the event loop. One step, and a collection of garbage, may come on
   * top.
   * @default 5
   */
  maxSlice?: number;
  /**
   * As JSON.parse's, called over the whole value once it is built, in slices too. It gets no third argument: the
   * source text of numbers is not kept.
   */
  reviver?: (this: any, key: string, value: any) => any;
  /**
   * A JSON Pointer (RFC 6901), `/users/0/name`: the whole document is checked, and only the value there is built. Of
   * several members of one name the last counts.
   */
  pointer?: string;
}

/**
 * Parses JSON as JSON.parse does, without stopping the event loop for it: the pool checks the text, and values are
 * built in slices of `maxSlice` milliseconds.
 *
 * The value is JSON.parse's: order of properties, duplicate keys, `__proto__`, numbers, strings. Bytes are decoded as
 * by `buffer.toString()`. Text of up to 64 KiB is parsed on the spot.
 *
 * @param data JSON text, or `{ path }` of a file, which the engine's threads read.
 * @returns a promise of the value; of undefined where `pointer` names nothing. It rejects with a SyntaxError that has
 *   JSON.parse's message, with errors of the file system, or with an AbortError.
 * @example
 * const report = await parseJson({ path: '/srv/report.json' });
 * const first = await parseJson(body, { pointer: '/items/0', signal });
 */
export function parseJson(data: Data | { path: Path }, options?: ParseJsonOptions): Promise<any>;

/** Options of {@link parseJsonLines}. */
export interface ParseJsonLinesOptions extends AbortOptions {
  /** Milliseconds that the work, with that of the loop's body, may hold the event loop at a time. @default 5 */
  maxSlice?: number;
  /** As JSON.parse's, for the value of each line. */
  reviver?: (this: any, key: string, value: any) => any;
  /** The most bytes of a line; `Infinity` removes the limit. @default 134217728 (128 MiB) */
  maxLineLength?: number;
}

/**
 * The values of newline-delimited JSON, one after the other. The source is read as values are asked for. Lines end
 * in \n or \r\n, the last one may lack its end, and blank ones are skipped. A line of more than 64 KiB is
 * parsed as by {@link parseJson}.
 *
 * The source is destroyed, cancelled or closed when the loop is left, on an error and on an abort.
 *
 * Fails with SyntaxError for a line that is not JSON, and `ERR_BUFFER_TOO_LARGE` (RangeError) for one of more bytes
 * than `maxLineLength`, both with the number of the line in `line`; with what the source fails with, Node's errors of
 * the file system for a path; `ERR_INVALID_ARG_TYPE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for bad
 * arguments; `ABORT_ERR`.
 *
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
}

/**
 * The UTF-8 bytes of `JSON.stringify(value)`, made on the event loop in slices, between which others have their turn.
 * What JSON.stringify has no text for gives undefined. Each getter, `toJSON` and trap of a proxy is called when
 * JSON.stringify would call it, and once. Do not change the value until the promise settles: what is written of it
 * then is unspecified.
 *
 * Nesting has no limit. The engine lists the keys of one object in one step, however long `maxSlice` is.
 *
 * Rejects with JSON.stringify's errors: TypeError for a BigInt or a value that contains itself, RangeError for text
 * that is longer than a string can be, and whatever the value's own functions throw; `ERR_INVALID_ARG_TYPE`
 * (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for bad options; `ABORT_ERR`.
 *
 * @example
 * res.type('json').send(await stringifyJson(report));
 */
export function stringifyJson(value: unknown, options?: StringifyJsonOptions): Promise<Buffer | undefined>;
