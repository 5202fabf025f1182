/// <reference types="node" />

/**
 * What a pool reports: its workers, its events and its statistics.
 *
 * @module Worker events
 */

import type { Isolation } from './isolation.js';
import type { WorkerType } from './worker-options.js';

/** A worker. */
export interface WorkerInfo {
  /** A number that is unique in the pool. */
  id: number;
  type: WorkerType;
  pid: number;
  /** Of a thread. */
  threadId?: number;
  /** What the system enforces on a process. */
  isolation?: Isolation;
}

/** A worker that has ended. */
export interface WorkerExitInfo extends WorkerInfo {
  /**
   * What ended it: 'exit', 'error' that nothing caught, 'heap' that was full, 'signal', the name of a limit, or the pool's
   * reason.
   */
  reason: string;
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** Whether it ran out of memory. */
  oom: boolean;
  /** The error that nothing in it caught. */
  error?: unknown;
  /** The most resident memory it had, in bytes. */
  peakMemory?: number;
  /** Milliseconds of processor time. */
  cpuMs?: number;
  /** Milliseconds from start to end. */
  wallMs?: number;
}

/** Times in milliseconds. */
export interface TimeSummary {
  count: number;
  min: number;
  max: number;
  mean: number;
  p50: number;
  p90: number;
  p99: number;
}

/** What a pool is doing. Counts and times are of what ended since it was created, or since `resetStats`. */
export interface WorkerPoolStats {
  workers: { total: number; idle: number; busy: number; starting: number };
  tasks: {
    queued: number;
    running: number;
    completed: number;
    /** The task threw, or its result cannot be sent. */
    failed: number;
    cancelled: number;
    timedOut: number;
    /** Their worker crashed. */
    crashed: number;
    /** Never given to a worker: the queue was full, the pool closed, or no worker could be started. */
    refused: number;
    retried: number;
  };
  /** From the call to the start, of runs that have ended. */
  waitTime: TimeSummary;
  runTime: TimeSummary;
  /** Part of the time of `maxWorkers` workers that was used, 0 to 1. */
  utilization: number;
  /** Resident memory of the workers that are processes, in bytes. */
  rss: number;
  /** Workers that were started in place of one that crashed. */
  restarts: number;
}

/** Events of a pool, with the arguments of their listeners. */
export interface WorkerPoolEvents {
  /** A worker is ready. */
  workerStart: [worker: WorkerInfo];
  /** A worker has ended. */
  workerExit: [worker: WorkerExitInfo];
  /** A worker has written, with `stdio: 'pipe'`. */
  workerOutput: [output: { worker: WorkerInfo; stream: 'stdout' | 'stderr'; chunk: Buffer }];
  /** No task waits or runs any more. */
  drain: [];
}
