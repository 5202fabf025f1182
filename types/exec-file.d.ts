/// <reference types="node" />

import type { Readable, Writable } from 'node:stream';
import type { Bytes } from './data.js';
import type { ExecFileError } from './errors.js';
import type { Isolation, ProcessLimits, SandboxOptions } from './isolation.js';
import type { AbortOptions } from './jobs.js';

/** How a process ended. */
export interface ProcessRecord {
  /**
   * `exit` or `signal`: by itself. `memory`, `cpu`, `time`, `output`: a limit. `abort`: the signal. `input`: its input
   * failed. `start`: it never ran.
   */
  reason: string;
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** Bytes of memory: the most that was seen of it and its descendants together. */
  peakMemory: number;
  /** Milliseconds of processor time, of it and its descendants together. */
  cpuMs: number;
  /** Milliseconds from start to end. */
  wallMs: number;
}

/** What becomes of an output: returned, a stream at `promise.child`, dropped, or written to this process's own. */
export type OutputKind = 'collect' | 'stream' | 'ignore' | 'inherit';

export interface ExecFileOptions extends AbortOptions {
  /** Where to run. @default this process's directory */
  cwd?: string | URL;
  /** All the environment there is. @default process.env, or none in a sandbox */
  env?: Record<string, string | undefined>;
  /** `buffer` for bytes. @default 'utf8' */
  encoding?: BufferEncoding | 'buffer' | null;
  /** Bytes that are collected of stdout, and of stderr; more ends the command. @default 1048576 (1 MiB) */
  maxBuffer?: number;
  /** What the command reads from stdin, which is empty otherwise. */
  input?: Bytes | Blob | NodeJS.ReadableStream | ReadableStream | AsyncIterable<string | Uint8Array>;
  /** `stream` gives a Writable at `promise.child.stdin`. @default 'ignore' */
  stdin?: 'stream' | 'ignore' | 'inherit';
  /** @default 'collect' */
  stdout?: OutputKind;
  /** @default 'collect' */
  stderr?: OutputKind;
  /** Milliseconds until the command is ended; 0 for none. Its error is node's, with `killed`. @default 0 */
  timeout?: number;
  /** What the command and its group are ended with. @default 'SIGTERM' */
  killSignal?: NodeJS.Signals | number;
  /** Milliseconds from `killSignal` to SIGKILL, for whoever ignores it. @default 500 */
  grace?: number;
  /** Runs the line by `/bin/sh`, or by the shell named. Never put in what a user sent. @default false */
  shell?: boolean | string;
  limits?: ProcessLimits;
  /** `true` for a sandbox that allows no more than the system's programs. @default false */
  sandbox?: boolean | SandboxOptions;
  /** Runs with less than `sandbox` asks for where this machine cannot enforce it; see `promise.child.isolation`. */
  bestEffort?: boolean;
}

/** A command that runs, or has run. */
export interface RunningCommand<Options = {}> {
  /** Once it runs. */
  readonly pid: number | undefined;
  /** What was applied, once it runs. */
  readonly isolation: Isolation | undefined;
  /** How it ended, once it has. */
  readonly record: ProcessRecord | undefined;
  /** Whether `kill` sent it a signal. */
  readonly killed: boolean;
  /** With `stdin: 'stream'`. */
  readonly stdin: Streamed<Options, 'stdin', Writable>;
  /** With `stdout: 'stream'`. It has to be read: a full pipe stops the command. */
  readonly stdout: Streamed<Options, 'stdout', Readable>;
  /** With `stderr: 'stream'`. */
  readonly stderr: Streamed<Options, 'stderr', Readable>;
  /** Signals the command and its process group. False when it has ended. @default 'SIGTERM' */
  kill(signal?: NodeJS.Signals | number): boolean;
}

export type Streamed<Options, Name extends string, Stream> =
  Options extends Record<Name, 'stream'> ? Stream : null;

export type Collected<Options, Name extends 'stdout' | 'stderr'> =
  Options extends Record<Name, Exclude<OutputKind, 'collect'>>
    ? null
    : Options extends { encoding: 'buffer' | null }
      ? Buffer
      : string;

/** What a command has written; null for what was not collected. */
export interface ExecFileResult<Options> {
  stdout: Collected<Options, 'stdout'>;
  stderr: Collected<Options, 'stderr'>;
}

/** A promise with the command at hand. */
export interface ExecFilePromise<Options> extends Promise<ExecFileResult<Options>> {
  readonly child: RunningCommand<Options>;
}

/**
 * Runs a command and gives what it writes, as `util.promisify(child_process.execFile)` does, without ever stopping the
 * event loop: node's spawn stops it for as long as this process is large. Linux only; elsewhere it rejects with
 * `ERR_ISOLATION_UNAVAILABLE`.
 *
 * The command cannot outlive this process, and its process group ends when it does. Rejects with an
 * {@link ExecFileError} when it exits with another code than 0, is ended by a signal or a limit, or does not start.
 *
 * @example
 * const { stdout } = await execFile('git', ['log', '-1'], { limits: { memoryMb: 256, timeoutMs: 10_000 } });
 * @example
 * const convert = execFile('ffmpeg', [...args, '-progress', 'pipe:1', out], { stdout: 'stream', signal });
 * for await (const chunk of convert.child.stdout) report(chunk);
 * await convert;
 */
export function execFile<const Options extends ExecFileOptions = {}>(
  file: string,
  args?: readonly string[] | null,
  options?: Options,
): ExecFilePromise<Options>;
export function execFile<const Options extends ExecFileOptions>(
  file: string,
  options: Options,
): ExecFilePromise<Options>;
