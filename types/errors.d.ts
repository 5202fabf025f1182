/// <reference types="node" />

import type { ProcessRecord } from './exec-file.js';
import type { IntegrityAlgorithm } from './integrity.js';
import type { WorkerInfo } from './worker-events.js';

/** The error of an aborted call. `cause` is the signal's reason. */
export interface AbortError extends Error {
  name: 'AbortError';
  code: 'ABORT_ERR';
}

/** Why data was refused: the `code` is `EINTEGRITY`. */
export interface IntegrityError extends Error {
  code: 'EINTEGRITY';
  /** The algorithm whose digest is another one. */
  algorithm: IntegrityAlgorithm;
  /** The digests that were possible, with spaces between them. */
  expected: string;
  /** That of the data. */
  found: string;
}

/** The error of a command that failed, with what it has written. */
export interface ExecFileError extends Error, Omit<ProcessRecord, 'signal'> {
  /**
   * Its exit code, or null when a signal ended it; or the code of the error: `ENOENT`, `ABORT_ERR`,
   * `ERR_CHILD_PROCESS_STDIO_MAXBUFFER`, `ERR_WORKER_MEMORY_LIMIT`, `ERR_WORKER_CPU_LIMIT`, `ERR_WORKER_TIME_LIMIT`,
   * `ERR_WORKER_OUTPUT_LIMIT`, `ERR_ISOLATION_UNAVAILABLE`, `ERR_ISOLATION_SETUP`.
   */
  code: number | string | null;
  /** Whether it was ended from here. */
  killed: boolean;
  signal: NodeJS.Signals | null;
  /** The file and its arguments. */
  cmd: string;
  stdout: string | Buffer | null;
  stderr: string | Buffer | null;
}

/** What all errors of pools are. */
export class WorkerPoolError extends Error {
  constructor(code: string, message: string, properties?: { cause?: unknown; [property: string]: unknown });
  readonly code: string;
}

/** The worker ended while it ran the task. `cause` is the error that nothing in it caught, if that was it. */
export class WorkerCrashError extends WorkerPoolError {
  readonly code:
    | 'ERR_WORKER_CRASHED'
    | 'ERR_WORKER_EXITED'
    | 'ERR_WORKER_OUT_OF_MEMORY'
    | 'ERR_WORKER_MEMORY_LIMIT'
    | 'ERR_WORKER_CPU_LIMIT'
    | 'ERR_WORKER_TIME_LIMIT'
    | 'ERR_WORKER_OUTPUT_LIMIT'
    | 'ERR_WORKER_PROTOCOL'
    | 'ERR_WORKER_MESSAGE_TOO_LARGE';
  readonly reason: string;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether it ended for want of memory. */
  readonly oom: boolean;
  /** The last 8 KiB of its standard error. */
  readonly stderr: string;
  readonly task: string;
  readonly attempts: number;
  readonly worker: WorkerInfo;
  readonly peakMemory?: number;
  readonly cpuMs?: number;
  readonly wallMs?: number;
}

/** No worker could be started. `cause` is the worker file's own error. */
export class WorkerStartError extends WorkerPoolError {
  readonly code: 'ERR_WORKER_START';
}

export class TaskTimeoutError extends WorkerPoolError {
  readonly name: 'TimeoutError';
  readonly code: 'ERR_TASK_TIMEOUT';
  /** Whether it waited or ran for too long. */
  readonly phase: 'queue' | 'run';
  readonly timeout: number;
}

export class QueueFullError extends WorkerPoolError {
  readonly code: 'ERR_QUEUE_FULL';
}

export class PoolClosedError extends WorkerPoolError {
  readonly code: 'ERR_POOL_CLOSED';
}

/** What was to be sent to or from a worker cannot be. */
export class TaskDataError extends WorkerPoolError {
  readonly code: 'ERR_TASK_NOT_SERIALIZABLE' | 'ERR_TASK_UNSUPPORTED_TRANSFER' | 'ERR_TASK_TOO_LARGE';
  /** Where in the value, such as `args[0].onDone`, if it was found. */
  readonly path?: string;
}

/** The worker file has no function of this name. */
export class TaskNotFoundError extends WorkerPoolError {
  readonly code: 'ERR_TASK_NOT_FOUND';
}
