'use strict';

const { performance } = require('node:perf_hooks');
const { slots } = require('./start-slots.js');

/**
 * How a worker ended.
 * @typedef {{ reason: string, exitCode: number | null, signal: string | null, stderr: string, error?: any,
 *   peakMemory?: number, cpuMs?: number, wallMs?: number }} ExitRecord
 */

/**
 * What a worker's thread or process calls. `source` is what the chunk was read from; it may be paused.
 * @typedef {{ onMessage(message: any[]): void, onExit(record: ExitRecord): void,
 *   onOutput(stream: 'stdout' | 'stderr', chunk: Buffer, source: import('node:stream').Readable): void }} Handlers
 */

/**
 * The thread or process of a worker. What is posted `later` may be sent with others at the end of the turn. `drained` gives
 * null, or, when too much waits to be sent, a promise that settles when there is room for more. `nice` is what the worker
 * itself adds to its nice value when it starts; `ready` is called when it has. It shares `claims`, by `shared` where it is a
 * thread; without them it is given no tasks ahead.
 * @typedef {{ info: { pid: number, threadId?: number, isolation?: object }, nice: number,
 *   claims?: InstanceType<typeof import('../../wire/claims.js').Claims>, shared?: SharedArrayBuffer, ready(): void,
 *   post(message: unknown[], transfer?: readonly any[], later?: boolean): void, drained(): Promise<void> | null,
 *   kill(reason: string): void, budget(cpuMs: number, wallMs: number): void, idle(cpuMs: number): void, memory(): number | undefined,
 *   ref(): void, unref(): void }} Backing
 */

/**
 * A kind of isolation.
 * @typedef {{ start(settings: import('../options/pool-options.js').PoolSettings, handlers: Handlers): Backing }} Kind
 */

/** Only the kind that a pool has is loaded. @type {Record<string, () => Kind>} */
const KINDS = {
  process: () => require('./process.js'),
  thread: () => require('./thread.js'),
};

/** The kinds that are loaded. @type {Set<string>} */
const loaded = new Set();

/**
 * The first pool of a kind has it loaded in the turn of the loop after this one, which pools have taken with what they need
 * themselves, and before the turn of its first start: each takes as long as a busy service should stand still. There are no
 * turns while the program itself is being loaded.
 * @param {string} isolation
 * @returns {Kind}
 */
function kindOf(isolation) {
  const load = () => {
    const kind = KINDS[isolation]();
    loaded.add(isolation);
    return kind;
  };
  if (loaded.has(isolation) || performance.nodeTiming.loopStart <= 0) return load();
  slots.before(() => loadIfPossible(load));
  return { start: (settings, handlers) => load().start(settings, handlers) };
}

/** @param {() => unknown} load */
function loadIfPossible(load) {
  try {
    load();
  } catch {
    // The first start loads it again, and reports what is wrong.
  }
}

module.exports = { kindOf };
