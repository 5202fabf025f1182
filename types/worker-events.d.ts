/// <reference types="node" />

import type { Isolation } from './isolation.js';
import type { WorkerType } from './worker-options.js';

/** What is told of a worker. */
export interface WorkerInfo {
  id: number;
  type: WorkerType;
  pid: number;
  threadId?: number;
  /** What the system enforces on a process. */
  isolation?: Isolation;
}

/** What is told of a worker that has ended. */
export interface WorkerExitInfo extends WorkerInfo {
  /** What ended it: 'exit', 'error', 'signal', the name of a limit, or what the pool wanted. */
  reason: string;
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  oom: boolean;
  error?: unknown;
  /** The most resident memory it had, in bytes. */
  peakMemory?: number;
  cpuMs?: number;
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

/** What a pool is doing; counts and times are of what ended since it was made, or since `resetStats`. */
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
    /** No worker ever had them: the queue was full, the pool closed, or no worker could be started. */
    refused: number;
    retried: number;
  };
  /** From the call to the start. */
  waitTime: TimeSummary;
  runTime: TimeSummary;
  /** Which part of the time that `maxWorkers` had was used, 0 to 1. */
  utilization: number;
  /** Resident memory of the workers that are processes, in bytes. */
  rss: number;
  /** Workers that were started in place of one that crashed. */
  restarts: number;
}

export interface WorkerPoolEvents {
  workerStart: [worker: WorkerInfo];
  workerExit: [worker: WorkerExitInfo];
  workerOutput: [output: { worker: WorkerInfo; stream: 'stdout' | 'stderr'; chunk: Buffer }];
  drain: [];
}
