/// <reference types="node" />

/**
 * Options of pools and of tasks.
 *
 * @module Worker options
 */

import type { TransferListItem } from 'node:worker_threads';
import type { ProcessLimits, SandboxOptions } from './isolation.js';
import type { AbortOptions } from './jobs.js';
import type { WorkerPool } from './workers.js';

/** What can be moved to a worker instead of being copied; to a process, ArrayBuffers alone. */
export type Transferable = ArrayBuffer | TransferListItem;

/** What a worker is. */
export type WorkerType = 'process' | 'thread';

/**
 * Limits on the JavaScript heap in MiB. They do not count Buffers.
 *
 * @see {@link https://nodejs.org/api/worker_threads.html#workerresourcelimits | worker.resourceLimits} of Node
 */
export interface WorkerResourceLimits {
  maxOldGenerationSizeMb?: number;
  maxYoungGenerationSizeMb?: number;
  codeRangeSizeMb?: number;
  stackSizeMb?: number;
}

/** Limits of a worker process. */
export interface WorkerLimits extends ProcessLimits {
  /**
   * MiB of serialized values in one message: of arguments, of results and of what a task emits. In what a sandboxed worker
   * sends its large buffers have the same limit together, and the values may take V8 about 50 ms to build for each MiB.
   *
   * @default no limit but 4 GiB; from a sandboxed worker 1, and 16 for buffers
   */
  messageMb?: number;
}

/** Options of {@link WorkerPool}. Times are in milliseconds. `Infinity` means without a limit unless an option says otherwise. */
export interface WorkerPoolOptions {
  /**
   * `'process'`: each worker is a process with memory of its own, and a crash ends no other. `'thread'`: each is a
   * thread, which memory can be moved to without a copy, but which can end the whole process.
   * @default 'process'
   */
  isolation?: WorkerType;
  /** Workers that are kept even when there is nothing to do, 0 to 1024. @default 0 */
  minWorkers?: number;
  /** The most workers, 1 to 1024. @default one less than the processors of the cgroup, and one at least */
  maxWorkers?: number;
  /** How long a worker above `minWorkers` is kept without a task. @default 30000 */
  idleTimeout?: number;
  /**
   * How many tasks a worker has at once, 1 to 1024. More than one is for tasks that wait for something else. Ending
   * one of them by force waits for the others.
   * @default 1
   */
  concurrency?: number;
  /** How many tasks may wait beyond those that the workers can have; further ones reject. @default Infinity */
  maxQueue?: number;
  /** How long a task may run; 0 for any time. @default 0 */
  taskTimeout?: number;
  /** How long a task may wait for a worker; 0 for any time. @default 0 */
  queueTimeout?: number;
  /** How long a task that looks at `task.signal` has to end, and `teardown` to finish. @default 1000 */
  gracePeriod?: number;
  /** How long a worker may take to load its file and finish `setup`. @default 30000 */
  startTimeout?: number;
  /** How often a task is run again after its worker crashed. @default 0 */
  retries?: number;
  /**
   * Replaces a worker after this many tasks, or when it has this many bytes of resident memory (processes only).
   * @default never
   */
  recycleAfter?: { tasks?: number; rss?: number };
  /**
   * How many workers are started ahead, beside `maxWorkers`, so that a task that needs a fresh one does not wait for its
   * start, 0 to 1024: from the first task with a `tenant`, or with `recycleAfter.tasks` from the first task. One that is
   * not needed for `idleTimeout` is stopped until the next task.
   * @default 1 in a sandbox, otherwise 0
   */
  spareWorkers?: number;
  /**
   * The first and the longest delay before a worker is started again after one failed. It doubles in between.
   * @default [100, 30000]
   */
  restartDelay?: readonly [first: number, longest: number];
  /** Names the pool in traces. @default the name of the file */
  name?: string;
  /** Passed to `setup`, and available as `workerData` of 'offloop/worker'. Cloned. */
  workerData?: unknown;
  /**
   * The whole environment: names without `=`, and neither names nor values with null bytes.
   * @default that of this process; none in a sandbox
   */
  env?: NodeJS.ProcessEnv;
  /** Appended to the worker's `process.argv`. @default [] */
  argv?: readonly string[];
  /** Node's own options, such as a loader of TypeScript. @default process.execArgv */
  execArgv?: readonly string[];
  /** Working directory of processes. @default that of this process */
  cwd?: string | URL;
  /** Where the workers' output goes: this process's, the event 'workerOutput', or nowhere. @default 'inherit' */
  stdio?: 'inherit' | 'pipe' | 'ignore';
  /**
   * Added to the nice value of the workers, 0 to 19; of threads on Linux only. Where the kernel schedules by session
   * (`sched_autogroup`), a worker process is a scheduling group, whose nice value is raised as well. What it is by default
   * keeps the event loop ahead of workers that use all cores.
   * @default 5; 0 for threads on other systems and runtimes
   */
  nice?: number;
  /** Limits of the JavaScript heap; a process has no `codeRangeSizeMb`. @default Node's */
  resourceLimits?: WorkerResourceLimits;
  /**
   * Limits of processes. `cpuMs` and `timeoutMs` are those of each task, and need `concurrency: 1`; the others are those
   * of the worker. A worker that exceeds one is ended, and its task rejects with a WorkerCrashError.
   * Between tasks, a worker with a limit of time, or in a sandbox, may use 1 s of processor time.
   * @default no limits
   */
  limits?: WorkerLimits;
  /**
   * Restricts processes to what they need. Where this machine cannot enforce it, tasks reject.
   * @default false
   */
  sandbox?: boolean | SandboxOptions;
  /**
   * Runs with as much of the sandbox as this machine can enforce; `isolation` of WorkerInfo says what that is.
   * @default false
   */
  bestEffort?: boolean;
}

/** Options of a task. */
export interface RunOptions extends AbortOptions {
  /** How long the task may run, in milliseconds, without its wait; 0 for any time. @default the pool's taskTimeout */
  timeout?: number;
  /** How long the task may wait for a worker, in milliseconds; 0 for any time. @default the pool's */
  queueTimeout?: number;
  /** Tasks of a higher priority are begun first, those of the same in order. @default 0 */
  priority?: number;
  /** Tasks of one key run in one worker, for as long as it lives. */
  key?: string;
  /**
   * Whose task it is. A worker that has had a task of one tenant never has one of another, and is replaced when another
   * needs its place; tasks without a tenant are one tenant together. With `null`, the task has a worker
   * that runs nothing else, before or after. A key of one tenant is not that of another. While tasks of several tenants
   * wait, a worker goes on with those of its own for 50 ms at most before an earlier one of another. Not for threads.
   *
   * @see docs/isolation.md for what is promised between tenants
   */
  tenant?: string | null;
  /** How often the task is run again after its worker crashed; never with a `transfer` list. @default the pool's */
  retries?: number;
  /**
   * What in the arguments is taken from the caller: ArrayBuffers, which are detached here, and for threads also what
   * else `postMessage` can transfer.
   */
  transfer?: readonly Transferable[];
  /** Called with each value that the task emits. An exception it throws ends the task and rejects its promise. */
  onMessage?: (value: any) => void;
}

/** Options of a stream. */
export interface TaskStreamOptions extends RunOptions {
  /** How many items the worker may be ahead of the reader. @default 16 */
  highWaterMark?: number;
}
