/// <reference types="node" />

/**
 * Jobs of one file: in memory, or in a queue that several machines share.
 *
 * @module Background jobs
 */

import { EventEmitter } from 'node:events';
import type { TaskName, TaskOf, WorkerPool } from './workers.js';
import type { WorkerPoolOptions } from './worker-options.js';

/** Options of {@link createJobs}. */
export interface CreateJobsOptions {
  /** The name of the queue, without a colon. In memory it is that of the pool only. */
  queue: string;
  /**
   * Where BullMQ keeps the queue: options or a client of Redis, or what `backend` takes. Without it jobs are in memory, and
   * end with this process.
   */
  connection?: object | string;
  /** Where the queue is kept, if not in Redis: `createPostgresBackend` of BullMQ. */
  backend?: (...args: any[]) => any;
  /** BullMQ's prefix of keys in Redis. */
  prefix?: string;
  /** The pool that runs the jobs, but for `retries`. */
  pool?: WorkerPoolOptions;
  /** Milliseconds that an attempt may run. @default `taskTimeout` of the pool */
  timeout?: number;
  /**
   * Milliseconds that a call waits for a store which cannot be reached, or does not answer; Infinity for as long as that takes.
   * In memory nothing is waited for.
   * @default 30_000
   */
  storeTimeout?: number;
}

/** Options of a job, which are BullMQ's. */
export interface AddJobOptions {
  /** How often it is tried in all. @default 1 */
  attempts?: number;
  /** Milliseconds between two attempts; 'exponential' doubles them with each. @default 0 */
  backoff?: number | { type?: 'fixed' | 'exponential'; delay?: number };
  /** Of jobs that wait the one with the lowest number runs first: 0 to 2 097 151. @default 0 */
  priority?: number;
  /** Milliseconds before it may run. Not in memory. */
  delay?: number;
  /** Its id, by which the queue has it once. Not in memory. */
  jobId?: string;
  /** Not in memory. */
  deduplication?: object;
  /** What is kept of jobs that have completed: `finished` called after the end of one that is not rejects. In memory nothing is. */
  removeOnComplete?: boolean | number | KeptJobs;
  /** What is kept of jobs that have failed. In memory nothing is. */
  removeOnFail?: boolean | number | KeptJobs;
}

/** Which jobs that have ended are kept, as BullMQ has it. */
export interface KeptJobs {
  /** Seconds from their end. */
  age?: number;
  /** How many. */
  count?: number;
  /** How many are removed at most when a job ends. */
  limit?: number;
}

/** A job that was added. */
export interface AddedJob<Result = any> {
  readonly id: string;
  /**
   * Its result. In a queue results are JSON, and errors have the message alone.
   *
   * @throws What its last attempt ended with; an AbortError if it was cancelled before it ran; `ERR_POOL_CLOSED`
   *   (PoolClosedError) if {@link Jobs.close} has ended before it. In a queue also `ERR_STORE_TIMEOUT` (Error) if the store
   *   has not answered in time whether the job has ended, and the error of the store; the job goes on: call it again.
   */
  finished(): Promise<Result>;
  /**
   * Cancels it, wherever it is: one that runs is ended, and is not tried again. Settles when that was asked for.
   *
   * @throws `ERR_STORE_TIMEOUT` (Error) if the store has not answered in time.
   */
  cancel(reason?: string): Promise<void>;
}

/** The first argument of a task. */
export type JobData<Module, Name> =
  TaskOf<Module, Name> extends (data: infer Data, ...rest: any[]) => any ? Data : unknown;

/** What {@link createJobs} makes. */
export interface Jobs<Module extends object = Record<string, (...args: any[]) => any>> extends EventEmitter<{
  progress: [id: string, progress: any];
  error: [error: Error];
}> {
  /** Whether jobs outlive this process. */
  readonly durable: boolean;
  /** The pool that runs the jobs of this process. */
  readonly pool: WorkerPool;
  /**
   * Settles when the file is loaded in a worker, and the store has answered.
   *
   * @throws `ERR_WORKER_START` (WorkerStartError) if no worker can be started.
   * @throws `ERR_STORE_TIMEOUT` (Error) if the store has not answered in time. It is waited for all the same: call it again.
   * @throws `ERR_POOL_CLOSED` (PoolClosedError) if it is closed.
   */
  ready(): Promise<void>;
  /**
   * Adds a job, which is a call of an exported function with `data` as its argument.
   *
   * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError)
   *   for bad arguments and options, for those that memory cannot keep, and with a connection for data that is not JSON.
   * @throws `ERR_POOL_CLOSED` (PoolClosedError) if it is closed, with a connection. In memory `finished` rejects with it.
   * @throws `ERR_STORE_TIMEOUT` (Error) if the store has not answered in time, with the error of the connection as `cause`.
   *   Whether the job was added is not known where the connection was lost after it had been there.
   * @throws The error of the store.
   */
  add<Name extends TaskName<Module>>(
    name: Name,
    data?: JobData<Module, Name>,
    options?: AddJobOptions,
  ): Promise<AddedJob>;
  /**
   * Takes no more jobs, and settles when those that run here are over and the workers are gone. A store that does not answer
   * meanwhile is given up, which is an event 'error' with `ERR_STORE_TIMEOUT`: jobs that ran come back when their locks have expired.
   *
   * @param options.timeout the most milliseconds that it takes. Jobs that still run are ended in time, and in a queue moved back
   *   to where they wait. By default they have 30 seconds, and a store that does not answer up to 20 more. A later call may make
   *   it shorter.
   */
  close(options?: { timeout?: number }): Promise<void>;
  /** As {@link close}. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Jobs of one file. Without a connection they run in a pool of this process and end with it; with one they are in a queue of
 * BullMQ, this process is one of those that run them, and a job runs at least once. The same program does for both.
 *
 * What a task emits is an event 'progress' with the id of the job; in a queue also for jobs of other processes.
 *
 * @param file an absolute path or a `file:` URL: a worker file, as {@link WorkerPool} takes it
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError)
 *   for bad arguments and options.
 * @throws `ERR_PEER_MISSING` (Error) if there is a connection, and `bullmq` is not installed.
 * @example
 * const jobs = createJobs<typeof import('./reports.js')>(require.resolve('./reports.js'), {
 *   queue: 'reports',
 *   connection: process.env.REDIS_URL ? { url: process.env.REDIS_URL } : undefined,
 * });
 * const job = await jobs.add('render', { pages: 12 }, { attempts: 3 });
 * const file = await job.finished();
 */
export function createJobs<Module extends object = Record<string, (...args: any[]) => any>>(
  file: string | URL,
  options: CreateJobsOptions,
): Jobs<Module>;
