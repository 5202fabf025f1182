// What the types promise of pools, from an ES module. Checked by tsc, never run.

import { WorkerPool, WorkerCrashError, TaskTimeoutError, type WorkerPoolStats } from '../../index.mjs';
import { isWorker, task, transfer, workerData } from '../../worker.mjs';

const file = new URL('tasks.cjs', import.meta.url);
const pool = new WorkerPool<typeof import('./tasks.cjs')>(file, {
  isolation: 'process',
  limits: { memoryMb: 256, messageMb: 32 },
  sandbox: { read: ['/srv'], network: { tcp: [443] } },
  recycleAfter: { tasks: 100 },
  restartDelay: [100, 1000],
});
const { signal } = new AbortController();

const sum: Promise<number> = pool.run('add', [1, 2]);
const pdf: Promise<Buffer> = pool.run('render', [['one', 'two'], 300], { signal, timeout: 5, key: 'a' });
const called: Promise<Buffer> = pool.call.render(['one']);
const alone: Promise<number> = pool.run('add', [1, 2], { tenant: null });
const ofTenant: Promise<Buffer> = pool.callWith({ tenant: 'a', signal }).render(['one']);
const stats: WorkerPoolStats = pool.stats;

async function read() {
  const stream = pool.stream('lines', ['file'], { highWaterMark: 4 });
  for await (const line of stream) line.toUpperCase();
  const end = await stream.next();
  if (end.done) end.value.toFixed();
  for await (const date of pool.stream('list')) date.getTime();
}

const sums: Promise<number[]> = pool.map('add', [1, 2], { args: [3], chunk: 'auto', ahead: 4, signal });
const settled: Promise<PromiseSettledResult<number>[]> = pool.map('add', [1], {
  args: [3],
  onError: 'settle',
});
const halved: Promise<Float64Array> = pool.map('halve', new Float64Array(8), { batch: true });
const lengths: Promise<number[]> = pool.map('lengths', new Set(['a']), { batch: true });
// @ts-expect-error an item of another type
pool.map('add', ['a'], { args: [3] });
// @ts-expect-error an argument of another type
pool.map('add', [1], { args: ['a'] });
// @ts-expect-error a chunk goes to any worker
pool.map('add', [1], { args: [3], key: 'a' });
// @ts-expect-error of mapStream
pool.map('add', [1], { args: [3], ordered: false });

async function readMap(numbers: AsyncIterable<number>) {
  for await (const total of pool.mapStream('add', numbers, { args: [3], ordered: false })) total.toFixed();
  for await (const length of pool.mapStream('lengths', ['a'], { batch: true })) length.toFixed();
}

async function untyped() {
  const any = new WorkerPool('/srv/tasks.js');
  const result: string = await any.run('whatever', [1, 'two']);
  const other: string = await any.run('whatever');
  return [result, other];
}

pool.on('workerExit', ({ exitCode, signal: name, oom }) => [exitCode?.toFixed(), name?.toLowerCase(), oom]);
pool.on('workerOutput', ({ chunk, stream }) => [chunk.toString(), stream]);

try {
  await sum;
} catch (error) {
  if (error instanceof WorkerCrashError) error.code satisfies `ERR_WORKER_${string}`;
  if (error instanceof TaskTimeoutError) error.phase satisfies 'queue' | 'run';
}

const byDefault = new WorkerPool<typeof import('./default-tasks.mjs')>(file);
const doubled: Promise<number> = byDefault.run('double', [2]);
const alsoDoubled: Promise<number> = byDefault.call.double(2);
const named: Promise<number> = byDefault.run('add', [1, 2]);
// @ts-expect-error the worker's own
byDefault.run('setup');
// @ts-expect-error not a function of the default export
byDefault.run('triple', [2]);
// @ts-expect-error no method, so that printing the pool runs nothing
pool.call.toJSON();

const bytes: Uint8Array = transfer(new Uint8Array(8), [new ArrayBuffer(8)]);
task.emit(bytes);
task.recycle();
task.signal.throwIfAborted();

// @ts-expect-error a tenant is a name
pool.run('add', [1, 2], { tenant: 5 });
// @ts-expect-error not an option of a method
pool.callWith({ highWaterMark: 1 });
// @ts-expect-error no such function
pool.run('subtract', [1, 2]);
// @ts-expect-error not a function
pool.run('version');
// @ts-expect-error the worker's own
pool.run('setup', [1]);
// @ts-expect-error arguments are missing
pool.run('add');
// @ts-expect-error an argument of the wrong type
pool.run('add', [1, 'two']);
// @ts-expect-error an argument of the wrong type
pool.call.add(1, 'two');
// @ts-expect-error the result is a number
const wrong: Promise<string> = pool.run('add', [1, 2]);
// @ts-expect-error not an option
new WorkerPool(file, { maxThreads: 4 });
// @ts-expect-error not an isolation
new WorkerPool(file, { isolation: 'fiber' });
// @ts-expect-error no such event
pool.on('workerDied', () => {});

export { alsoDoubled, doubled, named, called, isWorker, pdf, read, stats, sum, untyped, workerData, wrong };
export { halved, lengths, readMap, settled, sums };
