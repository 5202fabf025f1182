/// <reference types="node" />

/**
 * `offloop/onnx`: models in the format ONNX, run by onnxruntime-node in worker processes, so that neither a run nor its end
 * touches the service. docs/models.md has the story. It needs `npm install onnxruntime-node`, and Linux, as worker processes
 * do.
 *
 * @packageDocumentation
 */

import type { Path } from './data.js';
import type { Isolation } from './isolation.js';
import type { WorkerPoolStats } from './worker-events.js';
import type { RunOptions } from './worker-options.js';
import type { WorkerPool } from './workers.js';

/** The class of the data of a tensor, by the type of its elements. */
export interface TensorData {
  float32: Float32Array;
  float64: Float64Array;
  /** The bits of the numbers; as an input also a `Float16Array`, where node has it. */
  float16: Uint16Array;
  int8: Int8Array;
  uint8: Uint8Array;
  int16: Int16Array;
  uint16: Uint16Array;
  int32: Int32Array;
  uint32: Uint32Array;
  int64: BigInt64Array;
  uint64: BigUint64Array;
  /** 0 and 1. */
  bool: Uint8Array;
  string: string[];
}

/** The types of tensors' elements. */
export type TensorType = keyof TensorData;

/** A tensor as it is given: a plain object. A `Tensor` of onnxruntime-node is one, too. */
export type TensorInput = {
  [Type in TensorType]: {
    readonly type: Type;
    readonly data: Type extends 'string' ? readonly string[] : TensorData[Type];
    /** As many sizes as it has dimensions; their product is the length of the data. */
    readonly dims: readonly number[];
  };
}[TensorType];

/** A tensor as it comes back. */
export type Tensor = {
  [Type in TensorType]: { type: Type; data: TensorData[Type]; dims: number[] };
}[TensorType];

/** An input or an output of a model. */
export interface TensorInfo {
  name: string;
  /** A {@link TensorType}, or another of the runtime's, which {@link OnnxModel.run} does not take. */
  type: string;
  /** A size that is not fixed has a name, which is empty where the model gives none. */
  dims: (number | string)[];
}

/** Options of {@link OnnxModel}. */
export interface OnnxModelOptions {
  /** The most worker processes, which have one run at a time, and a copy of the model each. @default 1 */
  maxWorkers?: number;
  /** Threads of one run. @default the processors of the cgroup, divided by `maxWorkers` */
  threads?: number;
  /** Runs that may wait beyond those that the workers have; further ones reject. @default 100 */
  maxQueue?: number;
  /** How long a worker beyond the first is kept without a run, in milliseconds. @default 30000 */
  idleTimeout?: number;
  /** How long a worker may take to load the model, in milliseconds. @default 30000 */
  startTimeout?: number;
  /** How long a run may take without its wait, in milliseconds; 0 for any time. @default 0 */
  taskTimeout?: number;
  /** Memory of a worker in MiB, 64 and more. A model takes about 1.6 times its file. @default no limit */
  memoryMb?: number;
  /** The most MiB of the outputs of a run together, 1 to 1024. @default 16 */
  maxOutputMb?: number;
  /** Added to the nice value of the workers, 0 to 19. @default 10 */
  nice?: number;
  /** Whether models run in a sandbox: no network, no files but the runtime's and the model's, no processes. @default true */
  sandbox?: boolean;
  /** Runs with as much of the sandbox as this machine can enforce. @default false */
  bestEffort?: boolean;
  /** Files beside the model's that may be read in the sandbox: its external data. @default [] */
  read?: readonly Path[];
  /**
   * Further options of `InferenceSession.create` of onnxruntime-node. `executionProviders` and `intraOpNumThreads` are set
   * here, and refused.
   */
  session?: Readonly<Record<string, unknown>>;
  /** A file, from which onnxruntime-node is looked for. @default this package */
  runtime?: string | URL;
}

/** Options of one run; see {@link RunOptions}. `timeout` is `taskTimeout` of the model by default. */
export interface ModelRunOptions extends Pick<
  RunOptions,
  'signal' | 'timeout' | 'queueTimeout' | 'priority' | 'retries'
> {
  /** The names of the outputs that are sent back; all are computed. @default all */
  outputs?: readonly string[];
}

/**
 * A model that worker processes run. The first is started by the first call, and kept until the model is closed; one that is
 * ended, by an abort, a limit or a crash, is replaced at once.
 *
 * @example
 * const model = new OnnxModel('/srv/models/silero_vad.onnx', { threads: 1 });
 * const { output } = await model.run({
 *   input: { type: 'float32', data: samples, dims: [1, 512] },
 *   state: { type: 'float32', data: new Float32Array(256), dims: [2, 1, 128] },
 *   sr: { type: 'int64', data: BigInt64Array.of(16_000n), dims: [] },
 * }, { signal });
 */
export class OnnxModel {
  /**
   * Starts and reads nothing.
   *
   * @param file the model: a path or a `file:` URL
   * @throws `ERR_INVALID_ARG_TYPE` (TypeError) if an argument or option has the wrong type.
   * @throws `ERR_INVALID_ARG_VALUE` (TypeError) if an option is not possible.
   * @throws `ERR_OUT_OF_RANGE` (RangeError) if a number is outside its range.
   */
  constructor(file: string | URL, options?: OnnxModelOptions);

  /**
   * Runs the model once. The tensors are checked against the model, and copied when a worker takes the run: do not change
   * their data before it ends. Outputs are the caller's own.
   *
   * @returns the outputs by their names
   * @throws `ERR_INVALID_ARG_TYPE` (TypeError) or `ERR_INVALID_ARG_VALUE` (TypeError) if an input is missing or unknown, has
   *   another type or other dimensions than the model's, or data that is not as long as its dimensions say; also for bad
   *   options.
   * @throws `ERR_PEER_MISSING` (Error) if onnxruntime-node is not installed, or too old.
   * @throws `ERR_MODEL_INVALID` (Error) if the runtime cannot load the model. It is not tried again: make another
   *   `OnnxModel` when the file is mended.
   * @throws `ERR_MODEL_RUN` (Error) if the runtime fails, with its message. The worker goes on.
   * @throws `ERR_TASK_TOO_LARGE` (TaskDataError) if the outputs are larger than `maxOutputMb`.
   * @throws `ERR_TASK_TIMEOUT` (TaskTimeoutError) if the run waits or takes too long.
   * @throws `ERR_QUEUE_FULL` (QueueFullError) if `maxQueue` runs wait already.
   * @throws `ERR_WORKER_MEMORY_LIMIT` (WorkerCrashError) if the worker takes more than `memoryMb`.
   * @throws `ERR_ISOLATION_UNAVAILABLE` (Error) if this machine cannot enforce the sandbox, or has no processes.
   * @throws `ABORT_ERR` (AbortError) if `signal` is aborted; the process of a run that is under way ends.
   * @throws The other errors of {@link WorkerPool.run}, and `ENOENT` or `EACCES` for the model's file.
   */
  run(
    feeds: Readonly<Record<string, TensorInput>>,
    options?: ModelRunOptions,
  ): Promise<Record<string, Tensor>>;

  /**
   * What goes into the model and comes out of it, and how it is run. Loads the model if that has not been done.
   *
   * @throws The errors of {@link run} that are not about a run.
   */
  info(): Promise<{ inputs: TensorInfo[]; outputs: TensorInfo[]; workers: number; threads: number }>;

  /**
   * Settles when a worker has loaded the model.
   *
   * @throws The errors of {@link run} that are not about a run.
   */
  ready(): Promise<void>;

  /** Takes no more runs, waits for those it has, and settles when the workers are gone. See {@link WorkerPool.close}. */
  close(options?: Parameters<WorkerPool['close']>[0]): Promise<void>;

  /** Ends the workers at once. Runs reject with `ERR_POOL_CLOSED`. */
  destroy(reason?: unknown): Promise<void>;

  /** As {@link close}. */
  [Symbol.asyncDispose](): Promise<void>;

  /** What the system enforces on the workers; null before one has started. */
  readonly isolation: Isolation | null;

  /**
   * What the workers are doing, and have done. Its `tasks` are runs, and those that ask what the model takes, before the first
   * run of all.
   */
  readonly stats: WorkerPoolStats;
}
