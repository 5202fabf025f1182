/// <reference types="node" />

/**
 * Pools of workers for your own JavaScript.
 *
 * @module Workers
 */

import { EventEmitter } from 'node:events';
import type { PoolClosedError, WorkerCrashError } from './errors.js';
import type { Isolation } from './isolation.js';
import type {
  BatchItem,
  BatchResult,
  MapArgs,
  MapItem,
  MapOptions,
  MapSource,
  MapStreamOptions,
  TypedArray,
} from './worker-map.js';
import type { WorkerPoolEvents, WorkerPoolStats } from './worker-events.js';
import type { RunOptions, TaskStreamOptions, WorkerPoolOptions } from './worker-options.js';

/**
 * A worker module's members that may be tasks: its named exports, and the members of its default export, which named exports
 * of the same name hide.
 */
export type TaskModule<Module> = Module extends { default: infer Default extends object }
  ? Omit<Module, 'default'> & Omit<Default, keyof Module> & DefaultFunction<Default>
  : Module;

/** A default export that is a function itself. */
export type DefaultFunction<Default> = Default extends (...args: any[]) => any
  ? { default: Default }
  : unknown;

/** The names of a worker module's tasks: its functions, except those that the worker itself calls. */
export type TaskName<Module> = FunctionName<TaskModule<Module>>;

/** The names of functions, but for those that the worker itself calls. */
export type FunctionName<Module> = {
  [Name in keyof Module]: Module[Name] extends (...args: any[]) => any
    ? Name extends 'setup' | 'teardown'
      ? never
      : Name
    : never;
}[keyof Module] &
  string;

/** A task by its name. */
export type TaskOf<Module, Name> =
  TaskModule<Module> extends infer Tasks ? (Name extends keyof Tasks ? Tasks[Name] : never) : never;

/**
 * Names that `pool.call` has no method for, because printers, matchers and promises call them on any object. `run` runs a
 * task of such a name.
 */
export type NotAMethod =
  | keyof Object
  | 'then'
  | 'catch'
  | 'finally'
  | 'toJSON'
  | 'inspect'
  | 'asymmetricMatch'
  | 'toAsymmetricMatcher'
  | 'nodeType'
  | 'tagName'
  | 'hasAttribute'
  | 'mock'
  | 'getMockName'
  | `$$${string}`
  | `@@${string}`
  | `_${string}`;

/** The arguments of a task. */
export type TaskArgs<Module, Name> =
  TaskOf<Module, Name> extends (...args: infer Args) => any ? Readonly<Args> : never;

/** The result of a task, awaited. */
export type TaskResult<Module, Name> =
  TaskOf<Module, Name> extends (...args: any[]) => infer Result ? Awaited<Result> : never;

/** What an iterable that a task returns yields. */
export type ItemOf<Result> =
  Result extends AsyncIterable<infer Item>
    ? Item
    : Result extends Iterable<infer Item>
      ? Awaited<Item>
      : never;

/** What a generator that a task returns returns at its end. */
export type ReturnOf<Result> =
  Result extends AsyncGenerator<any, infer Value, any>
    ? Value
    : Result extends Generator<any, infer Value, any>
      ? Value
      : any;

/** The functions of a worker module as methods that run them in a pool. */
export type TaskMethods<Module> = {
  readonly [Name in TaskName<Module>]: (...args: TaskArgs<Module, Name>) => Promise<TaskResult<Module, Name>>;
};

/** The arguments of a task and its options. The arguments may be left out if the task needs none. */
export type RunRest<Args extends readonly unknown[], Options> = readonly [] extends Args
  ? [args?: Args, options?: Options]
  : [args: Args, options?: Options];

/**
 * Runs the exported functions of a file in workers, which are processes or threads.
 *
 * The file is a plain module: CommonJS, ES module, or what `execArgv` lets Node load. It may export `setup(workerData)`
 * and `teardown()`, which its worker calls at its start and its end. Workers start when there are tasks for them. A pool
 * that has nothing to do does not keep the process alive.
 *
 * @template Module the type of the file, `typeof import('./tasks.js')`, for the types of arguments and results
 * @example
 * const pool = new WorkerPool<typeof import('./tasks.js')>(require.resolve('./tasks.js'), { taskTimeout: 5000 });
 * const pdf = await pool.run('render', [invoice], { signal });
 */
export class WorkerPool<
  Module extends object = Record<string, (...args: any[]) => any>,
> extends EventEmitter {
  /**
   * @param file an absolute path or a `file:` URL
   * @throws `ERR_INVALID_ARG_TYPE` (TypeError) if an argument or option has the wrong type.
   * @throws `ERR_INVALID_ARG_VALUE` (TypeError) if an option is not possible, or not with these others.
   * @throws `ERR_OUT_OF_RANGE` (RangeError) if a number is outside its range.
   */
  constructor(file: string | URL, options?: WorkerPoolOptions);

  /**
   * Runs a function in a worker. Its arguments are copied when a worker takes the task.
   *
   * @returns what the function returns, awaited
   * @throws What the task throws, rebuilt in this realm.
   * @throws A {@link WorkerCrashError}, with one of its codes, if the worker ends while it runs the task.
   * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError)
   *   for bad arguments and options.
   * @throws `ERR_TASK_NOT_FOUND` (TaskNotFoundError) if the worker file has no function of this name.
   * @throws `ERR_TASK_NOT_SERIALIZABLE` (TaskDataError) if an argument, the result or a message cannot be cloned,
   *   as one that is nested thousands deep.
   * @throws `ERR_TASK_UNSUPPORTED_TRANSFER` (TaskDataError) if shared memory or a port is sent to a process.
   * @throws `ERR_TASK_TOO_LARGE` (TaskDataError) if an argument or the result is larger than a message may be.
   * @throws `ERR_TASK_TIMEOUT` (TaskTimeoutError) if the task waits or runs for too long.
   * @throws `ERR_QUEUE_FULL` (QueueFullError) if `maxQueue` tasks wait already.
   * @throws `ERR_POOL_CLOSED` (PoolClosedError) if the pool is closed, or is destroyed meanwhile.
   * @throws `ERR_WORKER_START` (WorkerStartError) if no worker can be started.
   * @throws `ERR_ISOLATION_UNAVAILABLE` (Error) if this machine cannot enforce the sandbox, or has no processes.
   * @throws `ERR_ACCESS_DENIED` (Error) if node's permission model does not allow this process to start workers.
   * @throws `ABORT_ERR` (AbortError) if `signal` is aborted.
   */
  run<Name extends TaskName<Module>>(
    name: Name,
    ...rest: RunRest<TaskArgs<Module, Name>, RunOptions>
  ): Promise<TaskResult<Module, Name>>;

  /**
   * Runs a function that returns a generator or another iterable, and yields its items as they are asked for. The task
   * begins when the first is; `break` cancels it.
   *
   * @throws `ERR_INVALID_RETURN_VALUE` (TypeError) if the function does not return an iterable.
   * @throws The errors of {@link run}: at once for bad arguments, otherwise from the iterator.
   */
  stream<Name extends TaskName<Module>>(
    name: Name,
    ...rest: RunRest<TaskArgs<Module, Name>, TaskStreamOptions>
  ): AsyncGenerator<ItemOf<TaskResult<Module, Name>>, ReturnOf<TaskResult<Module, Name>>, void>;

  /**
   * Runs a function for each item, many items in one task, and gives the results in the order of the items. Many small items
   * cost the event loop a fraction of as many calls of {@link run}. Items are read as fast as workers take them, and copied when
   * a worker takes their chunk; shared memory goes to threads as it is.
   *
   * An error of an item has its `index`; one of a whole chunk the `index` of its first item, and their `count`. It ends the
   * map: chunks that wait or run are cancelled, and `return` of the source is called.
   *
   * @example
   * const thumbnails = await pool.map('thumbnail', paths, { args: [200], signal });
   * const samples = await pool.map('filter', new Float64Array(shared), { batch: true });
   * @returns the results; a typed array of the class and length of the items for the batches of one
   * @throws What the task or the source throws; the errors of {@link run}; `ERR_INVALID_RETURN_VALUE` (TypeError) if a batch
   *   does not give as many results as it has items, or in another class.
   */
  map<Name extends TaskName<Module>>(
    name: Name,
    items: MapSource<MapItem<Module, Name>>,
    options?: MapOptions<MapArgs<Module, Name>> & { batch?: false; onError?: 'stop' },
  ): Promise<TaskResult<Module, Name>[]>;
  map<Name extends TaskName<Module>>(
    name: Name,
    items: MapSource<MapItem<Module, Name>>,
    options: MapOptions<MapArgs<Module, Name>> & { batch?: false; onError: 'settle' },
  ): Promise<PromiseSettledResult<TaskResult<Module, Name>>[]>;
  map<Name extends TaskName<Module>, Items extends TypedArray>(
    name: Name,
    items: Items,
    options: MapOptions<MapArgs<Module, Name>> & { batch: true; onError?: 'stop' },
  ): Promise<Items>;
  map<Name extends TaskName<Module>>(
    name: Name,
    items: MapSource<BatchItem<Module, Name>>,
    options: MapOptions<MapArgs<Module, Name>> & { batch: true; onError?: 'stop' },
  ): Promise<BatchResult<Module, Name>[]>;
  map<Name extends TaskName<Module>>(
    name: Name,
    items: MapSource<BatchItem<Module, Name>>,
    options: MapOptions<MapArgs<Module, Name>> & { batch: true; onError: 'settle' },
  ): Promise<PromiseSettledResult<BatchResult<Module, Name>>[]>;

  /**
   * As {@link map}, and gives the results one by one: for sources without an end, and results that need not be in memory
   * together. A reader that is slow holds the source back. It begins with the first `next()`; `break` cancels what is under
   * way. `return()` does not wait for a `next()` before it, which ends with it.
   *
   * @throws The errors of {@link map}: at once for bad arguments, otherwise from the iterator.
   */
  mapStream<Name extends TaskName<Module>>(
    name: Name,
    items: MapSource<MapItem<Module, Name>>,
    options?: MapStreamOptions<MapArgs<Module, Name>> & { batch?: false; onError?: 'stop' },
  ): AsyncGenerator<TaskResult<Module, Name>, void, void>;
  mapStream<Name extends TaskName<Module>>(
    name: Name,
    items: MapSource<MapItem<Module, Name>>,
    options: MapStreamOptions<MapArgs<Module, Name>> & { batch?: false; onError: 'settle' },
  ): AsyncGenerator<PromiseSettledResult<TaskResult<Module, Name>>, void, void>;
  mapStream<Name extends TaskName<Module>>(
    name: Name,
    items: MapSource<BatchItem<Module, Name>>,
    options: MapStreamOptions<MapArgs<Module, Name>> & { batch: true; onError?: 'stop' },
  ): AsyncGenerator<BatchResult<Module, Name>, void, void>;
  mapStream<Name extends TaskName<Module>>(
    name: Name,
    items: MapSource<BatchItem<Module, Name>>,
    options: MapStreamOptions<MapArgs<Module, Name>> & { batch: true; onError: 'settle' },
  ): AsyncGenerator<PromiseSettledResult<BatchResult<Module, Name>>, void, void>;

  /** The functions as methods: `pool.call.render(invoice)`. They reject as {@link run}. */
  readonly call: TaskMethods<Module>;

  /**
   * The functions as methods that have these options of {@link run}.
   *
   * @example
   * await pool.callWith({ tenant: customer.id, timeout: 1000 }).render(invoice);
   * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError)
   *   for bad options.
   */
  callWith(options: RunOptions): TaskMethods<Module>;

  /**
   * Settles when `minWorkers` workers, and one at least, are ready.
   *
   * @throws `ERR_WORKER_START` (WorkerStartError) if none can be started.
   * @throws `ERR_POOL_CLOSED` (PoolClosedError) if the pool is closed.
   */
  ready(): Promise<void>;

  /**
   * Replaces the workers, each after its tasks. Settles when the old ones are gone.
   *
   * @throws `ERR_POOL_CLOSED` (PoolClosedError) if the pool is closed.
   */
  recycle(): Promise<void>;

  /**
   * Takes no more tasks, waits for those it has, lets the workers run `teardown`, and settles when they are gone. Maps that
   * were begun, and streams of them that are read, run to their end. After `timeout` it does as {@link destroy}: it waits no
   * longer for a map whose source does not answer, or whose results are not read.
   *
   * @param options `timeout` in milliseconds, 30 000 by default; with Infinity it waits without end for what has none.
   *   `pending: 'cancel'` waits only for tasks that run, and rejects those that wait, and what maps have not begun, with a
   *   {@link PoolClosedError}
   * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError)
   *   for bad options.
   */
  close(options?: { timeout?: number; pending?: 'run' | 'cancel' }): Promise<void>;

  /**
   * Ends every worker at once. Tasks, and maps that are not at their end, reject with a {@link PoolClosedError}, which has
   * `reason` as its cause; `return` of a map's source is called and not waited for.
   */
  destroy(reason?: unknown): Promise<void>;

  /** As {@link close}. */
  [Symbol.asyncDispose](): Promise<void>;

  /**
   * What the system enforces on the workers: as it was when the last of them started. Null before one has started, and
   * for threads.
   */
  readonly isolation: Isolation | null;

  /** What the pool is doing, and has done. */
  readonly stats: WorkerPoolStats;
  /** Sets the counts and times of `stats` to zero. */
  resetStats(): void;

  on<Event extends keyof WorkerPoolEvents>(
    event: Event,
    listener: (...args: WorkerPoolEvents[Event]) => void,
  ): this;
  once<Event extends keyof WorkerPoolEvents>(
    event: Event,
    listener: (...args: WorkerPoolEvents[Event]) => void,
  ): this;
  off<Event extends keyof WorkerPoolEvents>(
    event: Event,
    listener: (...args: WorkerPoolEvents[Event]) => void,
  ): this;
}
