/// <reference types="node" />

import type { Path } from './data.js';

/**
 * What a child process may use. The first three hold for it and all of its descendants together, and are watched every
 * 10 ms by a thread of its own: also while the event loop is blocked.
 */
export interface ProcessLimits {
  /** MiB of memory in use: anonymous, shared and swapped, so Buffers count and mapped files do not. */
  memoryMb?: number;
  /** Milliseconds of processor time. */
  cpuMs?: number;
  /** Milliseconds from the start. */
  timeoutMs?: number;
  /** Descriptors that each process may have open, 16 or more. */
  openFiles?: number;
  /** MiB of the largest file that may be written. */
  fileSizeMb?: number;
  /** MiB of what is collected of stdout and stderr, together. */
  outputMb?: number;
  /** Processes and threads of the user. Does not hold for root: `isolationSupport().processesLimit`. */
  processes?: number;
}

/**
 * What a sandboxed process may reach. All else is refused by the kernel, with `EACCES` or `EPERM` in the process: files
 * that are not listed, any network, starting processes, signals to others. The system's programs and libraries can
 * always be read.
 */
export interface SandboxOptions {
  /** Files, and folders with all below, to read and execute. @default [] */
  read?: readonly Path[];
  /** Files, and folders with all below, to read and change. They have to exist. @default [] */
  write?: readonly Path[];
  /** No socket at all, TCP on these ports, or IPv4 and IPv6 of any kind. @default 'none' */
  network?: 'none' | 'all' | { tcp: readonly number[] };
  /** Whether processes may be started: a shell needs it. They are in the same sandbox. @default false */
  childProcess?: boolean;
  /** All the environment there is. @default {} */
  env?: Record<string, string | undefined>;
}

/** What was applied to a process. */
export interface Isolation {
  /** Whether files are guarded. */
  filesystem: boolean;
  /** Version of Landlock that guards files, 0 for none. */
  landlock: number;
  /** Whether system calls are filtered. */
  syscalls: boolean;
  /** Whether it has given up all privileges. */
  privileges: boolean;
  network: 'none' | 'all' | { tcp: number[] };
  /** How its descendants are found and ended with it: `none` can exist, or a group, which a daemon can leave. */
  processTree: 'none' | 'pid-namespace' | 'subreaper' | 'group';
  /** What was asked for and is not enforced: only with `bestEffort`, but for `processes-limit`. */
  missing: string[];
}

/** What this machine can enforce on child processes. */
export interface IsolationSupport {
  /** Whether child processes can be started with limits: on Linux. */
  processes: boolean;
  /** Whether `sandbox: true` can be enforced. */
  sandbox: boolean;
  /** Whether a sandbox can have `network: { tcp: ports }`. */
  networkPorts: boolean;
  /** Whether a sandbox can have `childProcess: true`. */
  childProcess: boolean;
  /** Whether `limits.processes` holds for this user: it does not for root. */
  processesLimit: boolean;
  /** Version of Landlock, 0 for none. */
  landlock: number;
  seccomp: boolean;
  pidNamespace: boolean;
  /** What is missing for `sandbox: true`: `platform`, `launcher`, `landlock`, `seccomp`. */
  missing: string[];
  platform: NodeJS.Platform;
  architecture: string;
  /** Release of the kernel. */
  kernel: string;
}

/** Asks the system what it can enforce. */
export function isolationSupport(): IsolationSupport;
