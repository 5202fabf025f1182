/// <reference types="node" />

/**
 * What the code of a worker file can use. Outside a {@link WorkerPool} it does nothing, so that a worker file can be
 * loaded and tested as any module.
 *
 * @module offloop/worker
 */

import type { Transferable, WorkerPool } from './index.js';

/** The task that the calling code belongs to, also after `await`. */
export interface CurrentTask {
  /** A number that is unique in the pool's process; 0 outside a task. */
  readonly id: number;
  /** The name that it was run by; empty outside a task. */
  readonly name: string;
  /** 1, and more when it is run again after its worker crashed. */
  readonly attempt: number;
  /**
   * Aborted when nobody waits for the result any more: by the caller's signal, a timeout, or the end of a stream's
   * reader. A task that looks at it has the pool's `gracePeriod` to end. One that never does is ended at once, with its
   * worker.
   */
  readonly signal: AbortSignal;
  /**
   * Sends a value to the caller's `onMessage`.
   *
   * @param transfer ArrayBuffers in the value to move, and in threads what else can be transferred
   * @throws `ERR_TASK_NOT_SERIALIZABLE` (TaskDataError) if the value cannot be cloned.
   * @throws `ERR_TASK_UNSUPPORTED_TRANSFER` (TaskDataError) in a process, for shared memory and ports.
   */
  emit(value: unknown, transfer?: readonly Transferable[]): void;
  /**
   * Asks for this worker to be replaced: it takes no more tasks, runs `teardown` after those that it has, and ends.
   * For code that leaves its worker in a state that other tasks must not see, such as a native library after an error.
   */
  recycle(): void;
}

export const task: CurrentTask;

/**
 * A value to return, yield or emit, from which the listed parts are moved instead of copied: ArrayBuffers, and in
 * threads what else can be transferred. Outside a worker it returns the value itself.
 */
export function transfer<T>(value: T, list: readonly Transferable[]): T;

/** The pool's option of this name, or its copy; undefined outside a worker. */
export const workerData: any;

/** Whether this code runs in a worker of a pool. */
export const isWorker: boolean;
