/// <reference types="node" />

/**
 * Commands, with limits and a sandbox.
 *
 * @module Commands
 */

import type { Readable, Writable } from 'node:stream';
import type { Bytes } from './data.js';
import type { ExecFileError } from './errors.js';
import type { Isolation, ProcessLimits, SandboxOptions } from './isolation.js';
import type { AbortOptions } from './jobs.js';

/** How a process ended, and what it used. */
export interface ProcessRecord {
  /**
   * `exit` or `signal`: by itself. `memory`, `cpu`, `time`, `processes` or `output`: by a limit. `objects`: it held too
   * many epoll watches and locks in a sandbox. `abort`: by the option `signal`.
   * `input`: because its input failed. `start`: it never ran.
   */
  reason: string;
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** Bytes of memory: the most that was measured of it and its descendants together. */
  peakMemory: number;
  /** Milliseconds of processor time, of it and its descendants together. */
  cpuMs: number;
  /** Milliseconds from start to end. */
  wallMs: number;
}

/**
 * Where an output goes: `collect`, into the result; `stream`, to a stream at `promise.child`; `ignore`, nowhere;
 * `inherit`, to this process's own.
 */
export type OutputKind = 'collect' | 'stream' | 'ignore' | 'inherit';

/** Options of {@link execFile}. */
export interface ExecFileOptions extends AbortOptions {
  /** Working directory. @default this process's directory */
  cwd?: string | URL;
  /**
   * The whole environment: names without `=`, and neither names nor values with null bytes.
   * @default process.env; none in a sandbox
   */
  env?: Record<string, string | undefined>;
  /** How collected output is decoded; `buffer` or null for bytes. @default 'utf8' */
  encoding?: BufferEncoding | 'buffer' | null;
  /**
   * The most bytes to collect of stdout, and of stderr; more end the command. Of text the error has as many characters of the
   * last piece that was read as there was room for bytes.
   *
   * @default 1048576 (1 MiB)
   */
  maxBuffer?: number;
  /** What the command reads from stdin. @default nothing */
  input?: Bytes | Blob | NodeJS.ReadableStream | ReadableStream | AsyncIterable<string | Uint8Array>;
  /** `stream` gives a Writable at `promise.child.stdin`. @default 'ignore' */
  stdin?: 'stream' | 'ignore' | 'inherit';
  /** Where stdout goes. @default 'collect' */
  stdout?: OutputKind;
  /** Where stderr goes. @default 'collect' */
  stderr?: OutputKind;
  /** Milliseconds until the command is ended; 0 for none. Its error is Node's, with `killed`. @default 0 */
  timeout?: number;
  /** The signal that ends the command and its process group; not 0, which sends none. @default 'SIGTERM' */
  killSignal?: NodeJS.Signals | number;
  /** Milliseconds from `killSignal` to SIGKILL, for a command that does not end. @default 500 */
  grace?: number;
  /**
   * Runs the line with `/bin/sh`, or with the shell of this path. Never put into it what a user sent.
   * @default false
   */
  shell?: boolean | string;
  /**
   * Added to the nice value of this process for the command, 0 to 19. Where the kernel schedules by session
   * (`sched_autogroup`), to that of its scheduling group too.
   * @default 0
   */
  nice?: number;
  /** What the command may use. @default no limits */
  limits?: ProcessLimits;
  /** `true` for a sandbox that allows only the system's programs. @default false */
  sandbox?: boolean | SandboxOptions;
  /**
   * Runs with less than `sandbox` asks for where this machine cannot enforce it; `promise.child.isolation` says what is
   * enforced.
   * @default false
   */
  bestEffort?: boolean;
}

/** A command that runs, or has run. */
export interface RunningCommand<Options = {}> {
  /** Undefined until it runs. */
  readonly pid: number | undefined;
  /** What is enforced on it; undefined until it runs. */
  readonly isolation: Isolation | undefined;
  /** How it ended; undefined until then. */
  readonly record: ProcessRecord | undefined;
  /** Whether `kill` sent it a signal. */
  readonly killed: boolean;
  /** Null without `stdin: 'stream'`. */
  readonly stdin: Streamed<Options, 'stdin', Writable>;
  /** Null without `stdout: 'stream'`. It has to be read: a full pipe stops the command. */
  readonly stdout: Streamed<Options, 'stdout', Readable>;
  /** Null without `stderr: 'stream'`. It has to be read: a full pipe stops the command. */
  readonly stderr: Streamed<Options, 'stderr', Readable>;
  /**
   * Signals the command and its process group.
   *
   * @param signal `'SIGTERM'` by default
   * @returns false if it has ended
   * @throws `ERR_UNKNOWN_SIGNAL` (TypeError) if there is no such signal.
   */
  kill(signal?: NodeJS.Signals | number): boolean;
}

/** A stream of a command; null unless the options ask for it. */
export type Streamed<Options, Name extends string, Stream> =
  Options extends Record<Name, 'stream'> ? Stream : null;

/** Collected output: a string, or a Buffer by the `encoding`; null if it is not collected. */
export type Collected<Options, Name extends 'stdout' | 'stderr'> =
  Options extends Record<Name, Exclude<OutputKind, 'collect'>>
    ? null
    : Options extends { encoding: 'buffer' | null }
      ? Buffer
      : string;

/** What a command has written; null for an output that was not collected. */
export interface ExecFileResult<Options> {
  stdout: Collected<Options, 'stdout'>;
  stderr: Collected<Options, 'stderr'>;
}

/** The promise of a command's result, with the command itself. */
export interface ExecFilePromise<Options> extends Promise<ExecFileResult<Options>> {
  readonly child: RunningCommand<Options>;
}

/**
 * Runs a command and resolves to what it writes, as `util.promisify(child_process.execFile)` does. Node's spawn blocks
 * the event loop, the longer the more memory this process has; here a thread starts the command. Linux only.
 *
 * The command cannot outlive this process, and its process group ends when it does.
 *
 * @throws An {@link ExecFileError} if the command exits with another code than 0, is ended by a signal, or does not
 *   start. Its `code` is the exit code, null for a signal, or one of these.
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError)
 *   for bad arguments.
 * @throws `ERR_UNKNOWN_SIGNAL` (TypeError) if `killSignal` does not exist.
 * @throws `ENOENT`, `EACCES` and others of Node's errors if the command cannot be started.
 * @throws `ERR_CHILD_PROCESS_STDIO_MAXBUFFER` (RangeError) if it writes more than `maxBuffer`.
 * @throws `ERR_WORKER_MEMORY_LIMIT` (Error) if it uses more than `limits.memoryMb`.
 * @throws `ERR_WORKER_CPU_LIMIT` (Error) if it uses more than `limits.cpuMs`.
 * @throws `ERR_WORKER_TIME_LIMIT` (Error) if it runs longer than `limits.timeoutMs`.
 * @throws `ERR_WORKER_PROCESSES_LIMIT` (Error) if it has more processes and threads than `limits.processes`.
 * @throws `ERR_WORKER_OUTPUT_LIMIT` (Error) if it writes more than `limits.outputMb`.
 * @throws `ERR_ACCESS_DENIED` (Error) if node's permission model does not allow this process to start others.
 * @throws `ERR_ISOLATION_UNAVAILABLE` (Error) if this machine cannot enforce the sandbox, or is not Linux.
 * @throws `ERR_ISOLATION_SETUP` (Error) if a step of the start fails; `stage` names it.
 * @throws `ABORT_ERR` (AbortError) if `signal` is aborted.
 * @example
 * const { stdout } = await execFile('git', ['log', '-1'], { limits: { memoryMb: 256, timeoutMs: 10_000 } });
 * @example
 * const convert = execFile('ffmpeg', [...args, '-progress', 'pipe:1', out], { stdout: 'stream', signal });
 * for await (const chunk of convert.child.stdout) report(chunk);
 * await convert;
 */
export function execFile<const Options extends ExecFileOptions = {}>(
  file: string,
  args?: readonly (string | number | bigint)[] | null,
  options?: Options,
): ExecFilePromise<Options>;
export function execFile<const Options extends ExecFileOptions>(
  file: string,
  options: Options,
): ExecFilePromise<Options>;
export namespace execFile {
  /** `util.promisify(execFile)` is this function itself. It is a name of types only. */
  const __promisify__: typeof execFile;
}
