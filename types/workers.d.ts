/// <reference types="node" />

import { EventEmitter } from 'node:events';
import type { WorkerPoolEvents, WorkerPoolStats } from './worker-events.js';
import type { RunOptions, TaskStreamOptions, WorkerPoolOptions } from './worker-options.js';

/** The functions of a worker module, but for those that the worker itself calls. */
export type TaskName<Module> = {
  [Name in keyof Module]: Module[Name] extends (...args: any[]) => any
    ? Name extends 'setup' | 'teardown'
      ? never
      : Name
    : never;
}[keyof Module] &
  string;

export type TaskArgs<Module, Name extends keyof Module> = Module[Name] extends (...args: infer Args) => any
  ? Readonly<Args>
  : never;

export type TaskResult<Module, Name extends keyof Module> = Module[Name] extends (
  ...args: any[]
) => infer Result
  ? Awaited<Result>
  : never;

export type ItemOf<Result> =
  Result extends AsyncIterable<infer Item>
    ? Item
    : Result extends Iterable<infer Item>
      ? Awaited<Item>
      : never;

export type ReturnOf<Result> =
  Result extends AsyncGenerator<any, infer Value, any>
    ? Value
    : Result extends Generator<any, infer Value, any>
      ? Value
      : any;

/** The arguments may be left out where the task needs none. */
export type RunRest<Args extends readonly unknown[], Options> = readonly [] extends Args
  ? [args?: Args, options?: Options]
  : [args: Args, options?: Options];

/**
 * Runs the exported functions of a file in workers, which are processes or threads.
 *
 * The file is a plain module: CommonJS, ES module, or what `execArgv` lets Node load. It may export
 * `setup(workerData)` and `teardown()`, which its worker calls at its start and its end. Workers start when there
 * are tasks for them. A pool that has nothing to do does not keep the process alive.
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
   * Throws for bad arguments, as node's own classes do; `file` must be an absolute path or a `file:` URL.
   */
  constructor(file: string | URL, options?: WorkerPoolOptions);

  /**
   * Runs a function in a worker.
   *
   * Rejects with what the task threw, rebuilt in this realm; with WorkerCrashError when its worker ended under it;
   * with WorkerStartError, TaskTimeoutError, QueueFullError, PoolClosedError, TaskDataError or TaskNotFoundError;
   * and with AbortError. Arguments are copied when a worker takes the task.
   */
  run<Name extends TaskName<Module>>(
    name: Name,
    ...rest: RunRest<TaskArgs<Module, Name>, RunOptions>
  ): Promise<TaskResult<Module, Name>>;

  /**
   * Runs a function that returns a generator or another iterable, and gives its items as they are asked for. The
   * task begins with the first; `break` cancels it. Throws for bad arguments.
   */
  stream<Name extends TaskName<Module>>(
    name: Name,
    ...rest: RunRest<TaskArgs<Module, Name>, TaskStreamOptions>
  ): AsyncGenerator<ItemOf<TaskResult<Module, Name>>, ReturnOf<TaskResult<Module, Name>>, void>;

  /** The functions as methods: `pool.call.render(invoice)`. */
  readonly call: {
    readonly [Name in TaskName<Module>]: (
      ...args: TaskArgs<Module, Name>
    ) => Promise<TaskResult<Module, Name>>;
  };

  /** Settles when `minWorkers` workers, and one at least, are ready. Rejects with WorkerStartError. */
  ready(): Promise<void>;

  /** Replaces the workers, each after its tasks; settles when those there were are gone. */
  recycle(): Promise<void>;

  /**
   * Takes no more tasks, waits for those it has (or, with `pending: 'cancel'`, for those that run), lets the workers
   * run `teardown`, and settles when they are gone. After `timeout` (30 000 by default) it is as {@link destroy}.
   */
  close(options?: { timeout?: number; pending?: 'run' | 'cancel' }): Promise<void>;

  /** Ends every worker at once; tasks reject with PoolClosedError, which has `reason` as its cause. */
  destroy(reason?: unknown): Promise<void>;

  /** As {@link close}. */
  [Symbol.asyncDispose](): Promise<void>;

  readonly stats: WorkerPoolStats;
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
