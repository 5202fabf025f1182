/// <reference types="node" />

/**
 * Jobs of BullMQ in worker processes: on Redis, Valkey or PostgreSQL. docs/jobs.md explains it. The types are those of the
 * package `bullmq`, which is installed beside this one.
 *
 * @packageDocumentation
 */

import { EventEmitter } from 'node:events';
import type { BackendFactory, ConnectionOptions, Job, Worker, WorkerOptions } from 'bullmq';
import type { WorkerPool, WorkerPoolOptions } from './index.js';

/** Options of a {@link JobWorker} that are those of BullMQ's Worker. `connection` is also what a `backend` takes. */
export type BullmqWorkerOptions = Partial<
  Pick<
    WorkerOptions,
    | 'prefix'
    | 'name'
    | 'autorun'
    | 'limiter'
    | 'metrics'
    | 'telemetry'
    | 'settings'
    | 'lockDuration'
    | 'lockRenewTime'
    | 'skipLockRenewal'
    | 'stalledInterval'
    | 'maxStalledCount'
    | 'skipStalledCheck'
    | 'maxStartedAttempts'
    | 'removeOnComplete'
    | 'removeOnFail'
    | 'drainDelay'
    | 'runRetryDelay'
    | 'maximumRateLimitDelay'
    | 'skipVersionCheck'
    | 'skipWaitingForReady'
  >
>;

/** Where a queue is: options or a client of Redis, or what the `backend` takes, such as the URL of a database. */
export type QueueConnection = ConnectionOptions | string | object;

/** Options of a {@link JobWorker}. */
export interface JobWorkerOptions extends BullmqWorkerOptions {
  connection: QueueConnection;
  /**
   * The pool that runs the jobs: `maxWorkers`, `limits`, `sandbox` and the others, but for `retries`. The worker makes it
   * and closes it.
   */
  pool?: WorkerPoolOptions;
  /**
   * Jobs that this worker has at the same time, at most as many as the pool takes with its `maxQueue`.
   * @default as many as the pool runs: `maxWorkers` times its `concurrency`
   */
  concurrency?: number;
  /**
   * Milliseconds that a job may run; its code is ended then, and the job fails with `ERR_TASK_TIMEOUT`.
   * @default `taskTimeout` of the pool
   */
  timeout?: number | ((job: Job) => number | undefined);
  /** The arguments of the function for a job. @default `[job.data]` */
  args?: (job: Job) => unknown[];
  /**
   * Whose job it is: a worker process never runs code for two tenants. It is the option `tenant` of `WorkerPool.run`.
   * @default nobody's in particular
   */
  tenant?: (job: Job) => string | null | undefined;
  /** Whether what a job writes to stdout and stderr, by console or streams, goes line by line to its log. @default false */
  log?: boolean;
  /** Whether a job that failed with this error is not to be tried again. @default by the kind of error; docs/jobs.md has a table */
  unrecoverable?: (error: Error, job: Job) => boolean | Promise<boolean>;
  /**
   * What {@link JobWorker.close} does with jobs that run: waits for them, up to `closeTimeout`, or moves them back to where
   * they wait, with their code ended.
   * @default 'finish'
   */
  onShutdown?: 'finish' | 'requeue';
  /** Milliseconds after which jobs that still run are moved back; Infinity for never. @default 30_000 */
  closeTimeout?: number;
  /** Whether {@link cancelJob} of any machine reaches the jobs of this worker. It takes one more connection. @default false */
  cancelChannel?: boolean;
  /** Where the queue is kept, if not in Redis: `createPostgresBackend` of BullMQ. */
  backend?: BackendFactory<any, any>;
}

/** Events of a {@link JobWorker}, with the arguments of their listeners. */
export interface JobWorkerEvents {
  /** Something failed beside the jobs: the connection, a write of progress, the start of a worker. The worker goes on. */
  error: [error: Error];
}

/**
 * Takes jobs from a queue of BullMQ, and runs each as the exported function of its name in a worker of a pool. A job may run
 * more than once: make it so that this does no harm.
 *
 * Jobs are taken when the file is loaded in a worker. As with BullMQ's Worker, errors are events; without a listener they
 * are warnings of the process.
 *
 * @example
 * const jobs = new JobWorker('reports', require.resolve('./reports.js'), {
 *   connection: { host: 'redis' },
 *   pool: { maxWorkers: 4, limits: { memoryMb: 300 } },
 *   timeout: 60_000,
 * });
 * await jobs.ready();
 */
export class JobWorker extends EventEmitter {
  /**
   * @param queue the name of the queue
   * @param file an absolute path or a `file:` URL: a worker file, as `WorkerPool` takes it
   * @throws `ERR_INVALID_ARG_TYPE` (TypeError) if an argument or option has the wrong type.
   * @throws `ERR_INVALID_ARG_VALUE` (TypeError) if an option is not possible, or not with these others.
   * @throws `ERR_OUT_OF_RANGE` (RangeError) if a number is outside its range.
   * @throws `ERR_PEER_MISSING` (Error) if `bullmq` is not installed.
   */
  constructor(queue: string, file: string | URL, options: JobWorkerOptions);

  /** BullMQ's worker: its events, such as 'completed' and 'failed', `pause`, `resume`, `rateLimit`. */
  readonly worker: Worker;
  /** The pool that runs the jobs: its `stats`, events and `recycle`. */
  readonly pool: WorkerPool;

  /**
   * Settles when the file is loaded in a worker, and the store has answered; a store that cannot be reached is waited for until
   * this is closed, and is an event 'error' meanwhile. A file that does not load takes no job; call it again to try again. With `autorun: false` jobs are taken from `worker.run()` on.
   *
   * @throws `ERR_WORKER_START` (WorkerStartError) if no worker can be started.
   * @throws `ERR_ISOLATION_UNAVAILABLE` (Error) if this machine cannot enforce the sandbox.
   * @throws `ERR_POOL_CLOSED` (PoolClosedError) if it is closed.
   */
  ready(): Promise<void>;

  /**
   * Cancels a job that this worker runs: the signal of its task is aborted, and code that does not look at the signal ends
   * with its process. The job fails, and is not tried again.
   *
   * @param reason is in the job's `failedReason`
   * @returns whether this worker runs it
   */
  cancelJob(id: string, reason?: string): boolean;

  /**
   * Takes no more jobs, and settles when those that run are over or moved back, and the workers are gone. A store that does
   * not answer meanwhile is given up, which is an event 'error' with `ERR_STORE_TIMEOUT`: its jobs come back when their locks
   * have expired.
   *
   * @param options.timeout the most milliseconds that it takes, instead of `closeTimeout` and the time that the store has to answer
   *   after it. Jobs that still run are moved back 5 seconds and the pool's `gracePeriod` before its end, or after half of it
   *   where that is later. A later call may make it shorter.
   */
  close(options?: { timeout?: number }): Promise<void>;
  /** As {@link close}. */
  [Symbol.asyncDispose](): Promise<void>;

  on<Event extends keyof JobWorkerEvents>(
    event: Event,
    listener: (...args: JobWorkerEvents[Event]) => void,
  ): this;
  once<Event extends keyof JobWorkerEvents>(
    event: Event,
    listener: (...args: JobWorkerEvents[Event]) => void,
  ): this;
  off<Event extends keyof JobWorkerEvents>(
    event: Event,
    listener: (...args: JobWorkerEvents[Event]) => void,
  ): this;
}

/** Options of {@link cancelJob}. */
export interface CancelJobOptions {
  /** Is in the job's `failedReason`. */
  reason?: string;
  /** As that of the worker. */
  prefix?: string;
  /** As that of the worker. */
  backend?: BackendFactory<any, any>;
  /** As that of the worker. */
  skipVersionCheck?: boolean;
  /**
   * Milliseconds that a store is waited for which cannot be reached, or does not answer; Infinity for as long as that takes.
   * @default 30_000
   */
  storeTimeout?: number;
}

/**
 * Cancels a job that some machine runs, if its {@link JobWorker} has `cancelChannel: true`. Settles when the request is in
 * the store, and not when the job has ended. A job that waits is not touched: `queue.remove(id)` of BullMQ removes it.
 *
 * @param queue the name of the queue
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError) or `ERR_INVALID_ARG_VALUE` (TypeError) for bad arguments and options.
 * @throws `ERR_PEER_MISSING` (Error) if `bullmq` is not installed.
 * @throws `ERR_STORE_TIMEOUT` (Error) if the store has not answered in time, with the error of the connection as `cause`.
 * @throws The error of the store.
 */
export function cancelJob(
  queue: string,
  id: string,
  connection: QueueConnection,
  options?: CancelJobOptions,
): Promise<void>;
