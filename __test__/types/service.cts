// The types of supervise() and offloop/service, from CommonJS. Checked by tsc, never run.

import { createServer } from 'node:https';
import type { Server } from 'node:https';
import { supervise, type Service, type ServiceExit } from '../../index.js';
import { draining, isSupervised, listen, ready } from '../../service.js';

const service: Service = supervise('/server.js', {
  listen: { port: 3000, host: '::1' },
  restart: { delay: [100, 1000] },
  limits: { memoryMb: 512, openFiles: 1000 },
});
service.on('exit', ({ reason, exitCode, error }: ServiceExit) => [reason, exitCode, error?.message]);
service.on('giveUp', (error: Error) => error);
export const port: number | undefined = service.port;
export const used: number = service.stats.rss;

export const server: Promise<Server> = listen(createServer(), { port: 3000 });
listen((request, response) => response.end(request.url));
export const facts: [AbortSignal, boolean, void] = [draining, isSupervised, ready()];

// @ts-expect-error the one or the other
supervise('/server.js', { listen: { port: 1, path: 'a' } }).stop({ now: true });
// @ts-expect-error both times are needed
supervise('/server.js', { restart: { delay: [100] } });
// @ts-expect-error limits of a task
supervise('/server.js', { limits: { cpuMs: 1 } });
// @ts-expect-error no event of this name
service.on('stop', () => {});
// @ts-expect-error it has no argument of this kind
listen('server');
