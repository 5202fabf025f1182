/// <reference types="node" />

/**
 * Options and types of `map` and `mapStream`.
 *
 * @module Worker maps
 */

import type { AbortOptions } from './jobs.js';
import type { RunOptions } from './worker-options.js';
import type { TaskOf, TaskResult } from './workers.js';

/** Arrays of numbers that `map` can cut and put together. */
export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** What a map can read: it is asked for items only as fast as they are worked on. */
export type MapSource<Item> = Iterable<Item> | AsyncIterable<Item>;

/** An item of a map: the first argument of its task. */
export type MapItem<Module, Name> =
  TaskOf<Module, Name> extends (item: infer Item, ...rest: any[]) => any ? Item : never;

/** The arguments of a task after its first. */
export type MapArgs<Module, Name> =
  TaskOf<Module, Name> extends (item: any, ...rest: infer Rest) => any ? Readonly<Rest> : never;

/** An item of a map whose task takes whole chunks. */
export type BatchItem<Module, Name> = MapItem<Module, Name> extends Iterable<infer Item> ? Item : never;

/** The result of an item where the task gives those of a whole chunk. */
export type BatchResult<Module, Name> = TaskResult<Module, Name> extends Iterable<infer Item> ? Item : never;

/**
 * Options of a map. Times are in milliseconds.
 *
 * @template Args the arguments of the task after the item
 */
export interface MapOptions<Args = readonly unknown[]> extends AbortOptions {
  /** Arguments after the item, the same for every call. They are copied with each chunk. @default [] */
  args?: Args;
  /**
   * How many items a chunk has, which is one task. `'auto'`: as many as take about 20 ms, beginning with one, and of at most
   * 8 MiB, or half of `limits.messageMb`. An asynchronous source that is slow gives smaller chunks: none waits longer than
   * 5 ms for its next item.
   * @default 'auto'
   */
  chunk?: number | 'auto';
  /** How many chunks may be under way; of `mapStream`, under way or not read. @default twice as many as the workers can have */
  ahead?: number;
  /**
   * Calls the function once for each chunk, with an array of its items or, where the items are a typed array, with a part of
   * that, of the same class. It gives as many results, in an array or a typed array of the class.
   * @default false
   */
  batch?: boolean;
  /**
   * `'stop'`: the first error ends the map. `'settle'`: each result is that of `Promise.allSettled`, and what ends a worker or
   * a chunk is the reason for all items of the chunk. Aborts, and tasks that the pool refuses, end the map in any case.
   * @default 'stop'
   */
  onError?: 'stop' | 'settle';
  /** How long a chunk may run, without its wait; 0 for any time. @default the pool's taskTimeout */
  timeout?: number;
  /** How long a chunk may wait for a worker; 0 for any time. @default the pool's */
  queueTimeout?: number;
  /** Of its chunks among the tasks of the pool. @default 0 */
  priority?: number;
  /** As of {@link RunOptions}. */
  tenant?: string | null;
  /** How often a chunk is run again after its worker crashed: all of its items. @default the pool's */
  retries?: number;
}

/** Options of `mapStream`. */
export interface MapStreamOptions<Args = readonly unknown[]> extends MapOptions<Args> {
  /** Whether results come in the order of their items, or as soon as their chunk has ended. @default true */
  ordered?: boolean;
}
