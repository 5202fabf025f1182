/// <reference types="node" />

/**
 * What the program of a service can use that `supervise()` starts. Without a supervisor it runs as any program.
 *
 * @module offloop/service
 */

import type { RequestListener } from 'node:http';
import type { ListenOptions, Server } from 'node:net';

/**
 * Has a server listen on the address that the supervisor holds, and reports that the service is ready. Before this instance
 * is replaced, the server takes no new connections, and answers with `Connection: close` until the others have ended; clients of
 * HTTP/2 get GOAWAY.
 *
 * @param server of node:http, https, http2, tls or net; or a listener of requests, such as an Express application
 * @param otherwise where it listens without a supervisor
 * @returns the server, which listens
 * @throws `ERR_INVALID_ARG_TYPE` (TypeError) if it is not a server.
 * @throws `ERR_INVALID_STATE` (Error) if the supervisor has no address, for a second server, or without a supervisor and
 *   without `otherwise`.
 */
export function listen<S extends Server>(server: S, otherwise?: ListenOptions): Promise<S>;
export function listen(
  server: RequestListener,
  otherwise?: ListenOptions,
): Promise<import('node:http').Server>;

/**
 * Reports that this instance can do its work, for `ready: 'message'`. Does nothing the second time, and without a
 * supervisor.
 */
export function ready(): void;

/**
 * Aborted when this instance is to end: by `reload()`, `stop()`, or because the supervisor has given up. Requests of HTTP are
 * waited for without it; end what lasts longer, such as WebSockets and subscriptions of queues. A WebSocket on a connection that
 * was kept may begin when it is aborted already: look at `aborted` first. A program without a server that
 * listens to it ends by itself then; one that does not gets SIGTERM at once. Never aborted without a supervisor.
 */
export const draining: AbortSignal;

/** Whether this process was started by `supervise()`. */
export const isSupervised: boolean;
