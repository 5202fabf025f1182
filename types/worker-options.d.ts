/// <reference types="node" />

import type { TransferListItem } from 'node:worker_threads';
import type { ProcessLimits, SandboxOptions } from './isolation.js';
import type { AbortOptions } from './jobs.js';
import type { WorkerPool } from './workers.js';

/** What can be moved to a thread instead of being copied. */
export type Transferable = ArrayBuffer | TransferListItem;

/** What a worker is made of. */
export type WorkerType = 'process' | 'thread';

/** Limits on the JavaScript heap, as of `node:worker_threads`, in MiB. They do not count Buffers. */
export interface WorkerResourceLimits {
  maxOldGenerationSizeMb?: number;
  maxYoungGenerationSizeMb?: number;
  codeRangeSizeMb?: number;
  stackSizeMb?: number;
}

/** Limits of a worker process. */
export interface WorkerLimits extends ProcessLimits {
  /** MiB of one message, in each direction; large buffers of a worker without a sandbox come on top. @default 16 */
  messageMb?: number;
}

/** Options of {@link WorkerPool}. Times are in milliseconds; Infinity is no limit, where nothing else is said. */
export interface WorkerPoolOptions {
  /**
   * `'process'`: each worker is a process, with memory of its own, which no crash leaves. `'thread'`: each is a
   * thread, which can be given memory without a copy, but which can take the whole process with it.
   * @default 'process'
   */
  isolation?: WorkerType;
  /** Workers that are kept also when there is nothing to do. @default 0 */
  minWorkers?: number;
  /** @default one less than the processors of the cgroup, and one at least */
  maxWorkers?: number;
  /** How long a worker above `minWorkers` is kept without a task. @default 30000 */
  idleTimeout?: number;
  /**
   * How many tasks a worker has at once. More than one serves tasks that wait for something else; ending one of
   * them by force waits for those beside it. @default 1
   */
  concurrency?: number;
  /** How many tasks may wait beyond those that the workers can have; further ones reject. @default Infinity */
  maxQueue?: number;
  /** How long a task may run; 0 is no limit. @default 0 */
  taskTimeout?: number;
  /** How long a task may wait for a worker; 0 is no limit. @default 0 */
  queueTimeout?: number;
  /** How long a task that looks at `task.signal` has to end, and `teardown` to finish. @default 1000 */
  gracePeriod?: number;
  /** How long a worker may take to load its file and finish `setup`. @default 30000 */
  startTimeout?: number;
  /** How often a task is run again after its worker crashed. @default 0 */
  retries?: number;
  /** Replaces a worker after so many tasks, or when it has so many bytes of resident memory (processes alone). */
  recycleAfter?: { tasks?: number; rss?: number };
  /** The first and the longest delay before a worker is started again after one failed; it doubles in between. */
  restartDelay?: readonly [first: number, longest: number];
  /** Names the pool in traces. @default the name of the file */
  name?: string;
  /** Given to `setup`, and found as `workerData` of 'offloop/worker'. Cloned. */
  workerData?: unknown;
  /** @default the environment of this process; under a sandbox, an empty one */
  env?: NodeJS.ProcessEnv;
  /** Appended to the worker's `process.argv`. */
  argv?: readonly string[];
  /** Node's own options, such as a loader of TypeScript. @default process.execArgv */
  execArgv?: readonly string[];
  /** Working directory, of processes alone. */
  cwd?: string | URL;
  /** Where the workers' output goes: this process's, the event 'workerOutput', or nowhere. @default 'inherit' */
  stdio?: 'inherit' | 'pipe' | 'ignore';
  /** Added to the nice value of the workers, 0 to 19; with threads on Linux alone. @default 0 */
  nice?: number;
  /** Limits of the JavaScript heap; a process has no `codeRangeSizeMb`. */
  resourceLimits?: WorkerResourceLimits;
  /**
   * Limits of processes. `cpuMs` and `timeoutMs` are each task's, with `concurrency: 1` alone; the others are the
   * worker's. A worker that exceeds one is ended, and its task rejects with WorkerCrashError.
   */
  limits?: WorkerLimits;
  /** Takes from processes what they do not need. Where this machine cannot, tasks reject. @default false */
  sandbox?: boolean | SandboxOptions;
  /** Runs with as much of the sandbox as this machine can enforce; `isolation` of WorkerInfo says what that is. */
  bestEffort?: boolean;
}

/** Options of a task. Those that a pool has too are the pool's by default. */
export interface RunOptions extends AbortOptions {
  /** How long the task may run, in milliseconds; the wait does not count. 0 is no limit. */
  timeout?: number;
  /** How long the task may wait for a worker, in milliseconds. 0 is no limit. */
  queueTimeout?: number;
  /** Tasks of a higher priority are begun first, those of the same in order. @default 0 */
  priority?: number;
  /** Tasks of one key run in one worker, for as long as that lives. */
  key?: string;
  /** How often the task is run again after its worker crashed. It is not with a `transfer` list. */
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
