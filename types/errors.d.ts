/// <reference types="node" />

/**
 * Errors with more than a message and a code. docs/errors.md has every code.
 *
 * @module Errors
 */

import type { ProcessRecord, execFile } from './exec-file.js';
import type { IntegrityAlgorithm } from './integrity.js';
import type { WorkerInfo } from './worker-events.js';

/** The error of an aborted call. `cause` is the signal's reason. */
export interface AbortError extends Error {
  name: 'AbortError';
  code: 'ABORT_ERR';
}

/**
 * What `require('offloop')` or `import` throws where the native addon is not there or does not load. The message lists
 * what was tried and what may help; `cause` is the first error of the loader.
 */
export interface AddonUnavailableError extends Error {
  code: 'ERR_ADDON_UNAVAILABLE';
}

/** The error of data that does not have the expected digest. */
export interface IntegrityError extends Error {
  code: 'EINTEGRITY';
  /** The algorithm whose digest differs. */
  algorithm: IntegrityAlgorithm;
  /** The digests that were expected, with spaces between them. */
  expected: string;
  /** That of the data. */
  found: string;
}

/** The error of a command that failed, with what it has written. */
export interface ExecFileError extends Error, Omit<ProcessRecord, 'signal'> {
  /** Its exit code, or null if a signal ended it; or the code of the error, as {@link execFile} lists them. */
  code: number | string | null;
  /** Whether this process ended it. */
  killed: boolean;
  signal: NodeJS.Signals | null;
  /** The file and its arguments. */
  cmd: string;
  stdout: string | Buffer | null;
  stderr: string | Buffer | null;
}

/** The class of all errors of pools. */
export class WorkerPoolError extends Error {
  constructor(code: string, message: string, properties?: { cause?: unknown; [property: string]: unknown });
  readonly code: string;
}

/** The worker ended while it ran the task. `cause` is the error that nothing in the worker caught, if that ended it. */
export class WorkerCrashError extends WorkerPoolError {
  readonly code:
    | 'ERR_WORKER_CRASHED'
    | 'ERR_WORKER_EXITED'
    | 'ERR_WORKER_OUT_OF_MEMORY'
    | 'ERR_WORKER_MEMORY_LIMIT'
    | 'ERR_WORKER_CPU_LIMIT'
    | 'ERR_WORKER_TIME_LIMIT'
    | 'ERR_WORKER_PROCESSES_LIMIT'
    | 'ERR_WORKER_OUTPUT_LIMIT'
    | 'ERR_WORKER_PROTOCOL'
    | 'ERR_WORKER_MESSAGE_TOO_LARGE';
  /** What ended it, as in WorkerExitInfo. */
  readonly reason: string;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether it ran out of memory. */
  readonly oom: boolean;
  /** The last 8 KiB of its standard error. */
  readonly stderr: string;
  /** The name of the task. */
  readonly task: string;
  /** How often the task was run. */
  readonly attempts: number;
  readonly worker: WorkerInfo;
  /** The most resident memory the worker had, in bytes. */
  readonly peakMemory?: number;
  /** Milliseconds of processor time of the worker. */
  readonly cpuMs?: number;
  /** Milliseconds from the worker's start to its end. */
  readonly wallMs?: number;
}

/** No worker could be started. `cause` is the worker file's own error. */
export class WorkerStartError extends WorkerPoolError {
  readonly code: 'ERR_WORKER_START';
  /** The path of the worker file. */
  readonly file: string;
  /** The name of the pool. */
  readonly pool: string;
}

/** The task waited or ran for too long. */
export class TaskTimeoutError extends WorkerPoolError {
  readonly name: 'TimeoutError';
  readonly code: 'ERR_TASK_TIMEOUT';
  /** Whether it waited (`queue`) or ran (`run`) for too long. */
  readonly phase: 'queue' | 'run';
  /** The limit in milliseconds. */
  readonly timeout: number;
}

/** As many tasks wait as `maxQueue` allows. */
export class QueueFullError extends WorkerPoolError {
  readonly code: 'ERR_QUEUE_FULL';
}

/** The pool is closed, or was destroyed while it had the task. */
export class PoolClosedError extends WorkerPoolError {
  readonly code: 'ERR_POOL_CLOSED';
}

/** An argument, a result or a message cannot be sent to or from a worker. */
export class TaskDataError extends WorkerPoolError {
  readonly code: 'ERR_TASK_NOT_SERIALIZABLE' | 'ERR_TASK_UNSUPPORTED_TRANSFER' | 'ERR_TASK_TOO_LARGE';
  /** Where in the value, such as `args[0].onDone`, if it was found. */
  readonly path?: string;
}

/** The worker file has no function of this name. */
export class TaskNotFoundError extends WorkerPoolError {
  readonly code: 'ERR_TASK_NOT_FOUND';
}
