/**
 * Settings and statistics of the engine: the threads that hash, compress and check.
 *
 * @module Engine
 */

/** Settings of the engine. The whole process shares them, worker threads included. */
export interface EngineOptions {
  /**
   * Threads that compute, 1 to 1024. Fixed once the first job has started.
   * @default the environment's OFFLOOP_THREADS, or as many as affinity and cgroup allow
   */
  threads?: number;
  /**
   * How far the threads give way to the event loop on Linux, 0 to 19. It is added to the nice value of the thread that
   * starts the first job, as by the `nice` command. It has no effect on other systems, where a priority belongs to a
   * whole process. Fixed once the first job has started.
   * @default 10
   */
  priority?: number;
  /**
   * Jobs on data in memory that run at the same time, 1 to `threads`. Short jobs, which are likely to take less than
   * 10 ms, and long ones wait in two queues, each in the order of their calls. Each queue gets half of the time.
   * @default threads
   */
  maxConcurrentJobs?: number;
  /** Jobs that may wait, 0 or more; beyond them calls reject with `ERR_QUEUE_FULL`. @default 65536 */
  maxQueuedJobs?: number;
  /**
   * Bytes of input that may be held at once, 1 or more. Calls beyond them wait in order, before their data is copied. A
   * single call may hold more.
   * @default 268435456 (256 MiB)
   */
  maxQueuedBytes?: number;
  /**
   * Bytes of memory that password hashing and key derivation may use at once, 1 or more. A single call may use more.
   * Calls beyond them wait in order, and so do others beyond `maxConcurrentJobs`.
   * @default 268435456 (256 MiB)
   */
  maxPasswordMemory?: number;
}

/**
 * Changes the settings that are given. If it throws, nothing is changed.
 *
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError) if a value has the wrong type.
 * @throws `ERR_INVALID_ARG_VALUE` (TypeError) if there is no such setting.
 * @throws `ERR_OUT_OF_RANGE` (RangeError) if a number is outside its range.
 * @throws `ERR_INVALID_STATE` (Error) for `threads` or `priority` after the first job has started.
 */
export function configure(options: EngineOptions): void;

/** Times of jobs in milliseconds. */
export interface JobTimes {
  mean: number;
  p50: number;
  p90: number;
  p99: number;
  max: number;
}

/**
 * What the engine is doing, and has done since the addon was loaded. Digests on the calling thread are not jobs. Large
 * data that is digested or compressed while it is copied is several jobs, and so is a stream.
 */
export interface EngineStats {
  /** Threads that compute, started or not. */
  threads: number;
  /** Jobs that run now. */
  running: number;
  /** Jobs that wait now, for room or for a thread. */
  queued: number;
  /** Bytes of input held now by jobs that have not ended. */
  queuedBytes: number;
  /** Bytes of memory that password hashing and key derivation use now. */
  passwordMemory: number;
  /** Jobs that gave a result. */
  completed: number;
  /** Jobs that failed. */
  failed: number;
  /** Jobs that were aborted, running or waiting. */
  aborted: number;
  /** From a job's admission to the start of its work, for short jobs and long ones together. */
  waitTime: JobTimes;
  /** From the start of a job's work to its end. */
  runTime: JobTimes;
}

/** What the engine is doing, and has done. It throws nothing. */
export function stats(): EngineStats;
