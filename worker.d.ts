import type { Transferable } from './index.js';

/**
 * What code of a worker file can use. Outside a {@link import('./index.js').WorkerPool} all of it does nothing, so
 * that a worker file can be loaded and tested as any module.
 */

/** The task that the calling code belongs to, also after `await`. */
export interface CurrentTask {
  /** A number of its own in the pool's process; 0 outside a task. */
  readonly id: number;
  /** The name that it was run by; empty outside a task. */
  readonly name: string;
  /** 1, and more when it is run again after its worker crashed. */
  readonly attempt: number;
  /**
   * Aborted when nobody waits for the result any more: the caller's signal, a timeout, or the end of a stream's
   * reader. A task that looks at it has the pool's `gracePeriod` to end; one that never does is ended at once, and
   * its worker with it.
   */
  readonly signal: AbortSignal;
  /**
   * Sends a value to the caller's `onMessage`. Throws `ERR_TASK_NOT_SERIALIZABLE`, and in a process
   * `ERR_TASK_UNSUPPORTED_TRANSFER` for shared memory and ports.
   */
  emit(value: unknown, transfer?: readonly Transferable[]): void;
}

export const task: CurrentTask;

/**
 * A value to return, yield or emit, with what in it is given away: ArrayBuffers, and in threads what else can be
 * transferred. Outside a worker it is the value itself.
 */
export function transfer<T>(value: T, list: readonly Transferable[]): T;

/** The pool's option of this name, or its copy; undefined outside a worker. */
export const workerData: any;

/** Whether this code runs in a worker of a pool. */
export const isWorker: boolean;
