/// <reference types="node" />

/**
 * A service in processes of its own: started again when it ends, replaced without losing a request.
 *
 * @module Services
 */

import type { EventEmitter } from 'node:events';
import type { ProcessRecord } from './exec-file.js';
import type { Isolation, ProcessLimits, SandboxOptions } from './isolation.js';

/** Options of {@link supervise}. Times are in milliseconds, 1 to 2 147 483 647; those of `delay` may be 0. */
export interface SuperviseOptions {
  /**
   * What the service listens on: `listen` of `offloop/service` gives its server this address. The supervisor opens it and
   * accepts nothing, so connections wait while instances come and go. Without `host` it is all addresses, as in node. Port
   * 0 takes a free one: {@link Service.port}.
   *
   * @default no address
   */
  listen?: { port: number; host?: string } | { path: string };
  /** Processes, 1 to 64. With TCP the kernel shares connections evenly among them. @default 1 */
  instances?: number;
  /**
   * When an instance counts as ready: as soon as its server listens, or when it calls `ready` of `offloop/service`.
   *
   * @default 'listening' with `listen`, else 'message'
   */
  ready?: 'listening' | 'message';
  /** How long an instance may take until it is ready. @default 30000 */
  startTimeout?: number;
  /**
   * How long an instance may take to end its connections: it gets SIGTERM then, and SIGKILL a second later. An idle
   * connection of HTTP waits half of that for its client's next request.
   *
   * @default 30000
   */
  drainTimeout?: number;
  /**
   * What happens when an instance ends by itself: it is started again after `delay[0]`, which doubles with each end up to
   * `delay[1]`. The service gives up when a place has ended more than `max` times within `within`.
   *
   * @default { delay: [100, 30000], max: 5, within: 60000 }
   */
  restart?: { delay?: readonly [first: number, longest: number]; max?: number; within?: number };
  /**
   * A ping to each instance, `interval` after the answer to the one before. Where `failures` in a row have no answer within
   * `timeout`, its event loop is blocked, and it is killed.
   *
   * @default { interval: 2000, timeout: 5000, failures: 2 }
   */
  health?: { interval?: number; timeout?: number; failures?: number };
  /** Arguments for the file. @default [] */
  argv?: readonly string[];
  /** Options of node. @default those of this process that can be another's */
  execArgv?: readonly string[];
  /** The whole environment. @default process.env; none in a sandbox */
  env?: Record<string, string | undefined>;
  /** Working directory. @default this process's directory */
  cwd?: string | URL;
  /** Added to the nice value of this process, 0 to 19. @default 0 */
  nice?: number;
  /** Where stdout and stderr go: to this process's own, or nowhere. @default 'inherit' */
  stdio?: 'inherit' | 'ignore';
  /** What each instance may use, with its descendants. Beyond it, it ends, and is started again. @default no limits */
  limits?: Pick<ProcessLimits, 'memoryMb' | 'openFiles' | 'fileSizeMb' | 'processes'>;
  /**
   * A sandbox for each instance, which can also read node, this package and its own package. Its server works without
   * `network`, which is what it may connect to.
   *
   * @default false
   */
  sandbox?: boolean | SandboxOptions;
  /** Runs with less than `sandbox` asks for where this machine cannot enforce it. @default false */
  bestEffort?: boolean;
}

/** A process of a service. */
export interface ServiceInstance {
  /** The number of its place, from 0. The instance that replaces it has the same. */
  instance: number;
  pid: number;
}

/** How an instance ended. */
export interface ServiceExit extends ServiceInstance, ProcessRecord {
  /**
   * `exit` or `signal`: by itself. `memory`, `processes`: by a limit. `unhealthy`: its event loop was blocked.
   * `start-timeout`: it was not ready in time. `protocol`: it wrote to the supervisor's socket. `start`: it could not be
   * started, see `error`. `drained`, `drain-timeout`, `stopped`: it was to end.
   */
  reason: string;
  /** Whether it was to end: by `reload`, `stop`, or because the service gave up. */
  expected: boolean;
  /** Why it could not be started. */
  error?: Error;
}

/** Events of a {@link Service}. */
export interface ServiceEvents {
  /** An instance runs; it is not ready yet. */
  start: [instance: ServiceInstance & { isolation: Isolation }];
  /** An instance has ended. */
  exit: [exit: ServiceExit];
  /** The event loop of an instance is blocked; it is killed. */
  unhealthy: [instance: ServiceInstance];
  /**
   * The service has ended for good, because it could not listen or its instances ended too often. Where nobody listens for
   * it, and no call of `ready` waits, the error is thrown, as node does with an event `error`.
   */
  giveUp: [error: Error];
}

/** A service in processes of its own. It keeps this process alive until it is stopped. */
export interface Service extends EventEmitter<ServiceEvents> {
  /**
   * Resolves when every place has an instance that is ready.
   *
   * @throws `ERR_SERVICE_GAVE_UP` (Error) if an instance ended too often; the properties say how.
   * @throws `ERR_SERVICE_STOPPED` (Error) if it was stopped.
   * @throws `EADDRINUSE`, `EACCES` and others of Node's errors if the address cannot be listened on.
   * @throws `ERR_ISOLATION_UNAVAILABLE` (Error) if this machine is not Linux.
   * @throws `ERR_ACCESS_DENIED` (Error) if node's permission model does not allow it.
   */
  ready(): Promise<void>;
  /**
   * Replaces all instances, one after the other: a new one is ready before the old one drains. Resolves when the last new
   * one is ready. A call during a reload is done after that one.
   *
   * @throws `ERR_SERVICE_START` (Error) if a new instance is not ready: the old one stays, and those after it.
   * @throws `ERR_SERVICE_GAVE_UP` (Error) or `ERR_SERVICE_STOPPED` (Error) if the service has ended.
   */
  reload(): Promise<void>;
  /**
   * Drains and ends all instances, and has connections refused from now on. Resolves when they have ended. A later call can
   * make the time shorter.
   *
   * @param options `timeout` in milliseconds, 0 or more, in the place of `drainTimeout`
   * @throws `ERR_INVALID_ARG_TYPE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for a bad timeout.
   */
  stop(options?: { timeout?: number }): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  /** The port of `listen`; undefined before it is open, and for a path. */
  readonly port: number | undefined;
  /** How many instances are ready, how many were started again, and bytes of memory of all of them. */
  readonly stats: { instances: number; restarts: number; rss: number };
}

/**
 * Runs a file as a service, in processes of its own, which end with this one whatever ends it. Linux only.
 *
 * @param file an absolute path or a file: URL of a program for node; [docs/supervise.md](../docs/supervise.md) shows one
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError), `ERR_INVALID_ARG_VALUE` (TypeError) or `ERR_OUT_OF_RANGE` (RangeError) for
 *   bad arguments. What happens later is an event, and rejects `ready()`.
 * @example
 * const service = supervise(require.resolve('./server.js'), { listen: { port: 3000 }, instances: 2 });
 * await service.ready();
 * process.on('SIGHUP', () => service.reload());
 */
export function supervise(file: string | URL, options?: SuperviseOptions): Service;
