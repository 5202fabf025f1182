/// <reference types="node" />

/**
 * Limits and the sandbox of processes: what can be asked for, and what this machine enforces.
 *
 * @module Isolation
 */

import type { Path } from './data.js';

/**
 * What a child process may use. `memoryMb`, `cpuMs` and `timeoutMs` hold for it and all of its descendants together. A
 * separate thread compares them every 10 ms, also while the event loop is blocked. What is not given is not limited.
 */
export interface ProcessLimits {
  /** MiB of memory in use: anonymous, shared and swapped. Buffers count, mapped files do not. */
  memoryMb?: number;
  /** Milliseconds of processor time. */
  cpuMs?: number;
  /** Milliseconds from the start. */
  timeoutMs?: number;
  /** Descriptors that each process may have open, 16 or more. @default none; 256 in a sandbox */
  openFiles?: number;
  /** MiB of the largest file that may be written. */
  fileSizeMb?: number;
  /** MiB that are collected of stdout and stderr together. */
  outputMb?: number;
  /**
   * Processes and threads. The kernel refuses more of the user, but not of root: see
   * {@link IsolationSupport.processesLimit}. A tree that exceeds it anyway is ended.
   *
   * @default none; in a sandbox 1024, by ending it
   */
  processes?: number;
}

/**
 * What a sandboxed process may reach. The kernel refuses everything else, with `EACCES` or `EPERM` in the process: files that
 * are not listed, any network, starting processes, signals to others. The system's programs and libraries can always be
 * read.
 */
export interface SandboxOptions {
  /**
   * Files to read and execute, and folders with all that is below them. No part of a path may be a symbolic link, and no path
   * empty.
   *
   * @default []
   */
  read?: readonly Path[];
  /**
   * Files to read and change, and folders with all that is below them. They have to exist, no part of a path may be a
   * symbolic link, and no path empty.
   *
   * @default []
   */
  write?: readonly Path[];
  /** No socket at all, TCP on these ports, or IPv4 and IPv6 of any kind. @default 'none' */
  network?: 'none' | 'all' | { tcp: readonly number[] };
  /** Allows processes to be started, in the same sandbox. A shell needs it. @default false */
  childProcess?: boolean;
  /**
   * The whole environment: names without `=`, and neither names nor values with null bytes. Variables that make programs
   * load code or trust files are left out.
   * @default {}
   */
  env?: Record<string, string | undefined>;
  /**
   * User and group that it runs as, in no other group: numbers from 1 on. That user needs
   * access to the files that it uses. For a service that is root; see {@link IsolationSupport.users}.
   *
   * @default those of this process
   */
  user?: { uid: number; gid: number };
}

/** What is enforced on a process. */
export interface Isolation {
  /** Whether access to files is restricted. */
  filesystem: boolean;
  /** Version of Landlock that restricts it, 0 for none. */
  landlock: number;
  /** Whether system calls are filtered. */
  syscalls: boolean;
  /** Whether the process has given up all privileges. */
  privileges: boolean;
  network: 'none' | 'all' | { tcp: number[] };
  /**
   * How its descendants are found and ended with it. With `none` there can be no descendants; a daemon can leave a
   * `group`.
   */
  processTree: 'none' | 'pid-namespace' | 'subreaper' | 'group';
  /**
   * Files and folders that it may read besides the system's programs. For a worker its package is among them, of which
   * names that begin with a dot are left out. Null where files are not restricted.
   */
  read: string[] | null;
  /**
   * Limits that the kernel keeps exactly, by a cgroup of the tree. Others are compared with what is seen every 10 ms; see
   * docs/isolation.md for what that does not count.
   */
  cgroup: ('cpu' | 'memory' | 'processes')[];
  /** What was asked for and is not enforced. Empty without `bestEffort`, but for `processes-limit`. */
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
  /** Whether a sandbox can have a `user`: where this process is root and may change users. */
  users: boolean;
  /** Limits that the kernel can keep exactly, by a cgroup for each process tree. Empty where it lends none. */
  cgroup: ('cpu' | 'memory' | 'processes')[];
  /** Version of Landlock, 0 for none. */
  landlock: number;
  /** Whether the kernel filters system calls. */
  seccomp: boolean;
  /** Whether a process can get a PID namespace of its own. */
  pidNamespace: boolean;
  /**
   * What is missing for `sandbox: true`: `platform`, `permission` (node's permission model allows no processes),
   * `launcher`, `landlock`, `seccomp`.
   */
  missing: string[];
  platform: NodeJS.Platform;
  architecture: string;
  /** Release of the kernel. */
  kernel: string;
}

/**
 * Asks the system what it can enforce. It throws nothing: `missing` says what is not there. Whether there are process
 * namespaces and a cgroup is found out only where node's permission model allows processes; elsewhere there are none.
 */
export function isolationSupport(): IsolationSupport;
