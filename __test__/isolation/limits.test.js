'use strict';

const { once } = require('node:events');
const { join } = require('node:path');
const { WorkerPool, isolationSupport } = require('../..');
const { useSharedFolder } = require('../helpers/folder.js');
const { useChildren } = require('../helpers/child.js');

const CPU = { cpuMs: 300 };
const TIME = { timeoutMs: 400 };
const MEMORY = { memoryMb: 200 };
const MEMORY_CODES = /^ERR_WORKER_(MEMORY_LIMIT|OUT_OF_MEMORY)$/;

const start = useChildren();

/** A plain child can do it; a sandboxed worker with these limits gets an error, or is ended, with this code. */
const ROWS = [
  { row: 34, file: 'memory', task: 'heap', limits: MEMORY, code: MEMORY_CODES },
  { row: 34, file: 'memory', task: 'buffers', limits: MEMORY, code: MEMORY_CODES },
  { row: 34, file: 'memory', task: 'sharedMemory', limits: MEMORY, code: MEMORY_CODES },
  { row: 34, file: 'memory', task: 'strings', limits: MEMORY, code: MEMORY_CODES },
  { row: 34, file: 'memory', task: 'wasm', limits: MEMORY, code: MEMORY_CODES },
  { row: 34, file: 'memory', task: 'threads', limits: MEMORY, code: MEMORY_CODES },
  { row: 37, file: 'time', task: 'loop', limits: CPU, code: /^ERR_WORKER_CPU_LIMIT$/ },
  { row: 37, file: 'time', task: 'expression', limits: CPU, code: /^ERR_WORKER_CPU_LIMIT$/ },
  { row: 37, file: 'time', task: 'wasm', limits: CPU, code: /^ERR_WORKER_CPU_LIMIT$/ },
  { row: 38, file: 'time', task: 'promises', limits: TIME, code: /^ERR_WORKER_TIME_LIMIT$/ },
  { row: 38, file: 'time', task: 'ticks', limits: TIME, code: /^ERR_WORKER_TIME_LIMIT$/ },
  { row: 38, file: 'time', task: 'wait', limits: TIME, code: /^ERR_WORKER_TIME_LIMIT$/ },
  { row: 38, file: 'time', task: 'sleep', limits: TIME, code: /^ERR_WORKER_TIME_LIMIT$/ },
  { row: 39, file: 'time', task: 'deafToXcpu', limits: CPU, code: /^ERR_WORKER_CPU_LIMIT$/ },
  { row: 40, file: 'time', task: 'deafToTerm', limits: TIME, code: /^ERR_WORKER_TIME_LIMIT$/ },
  { row: 41, file: 'amount', task: 'openFiles', limits: { openFiles: 64 }, code: /^EMFILE$/ },
  { row: 42, file: 'amount', task: 'largeFile', limits: { fileSizeMb: 1 }, code: /^EFBIG$/ },
  {
    row: 43,
    file: 'amount',
    task: 'standardOutput',
    limits: { outputMb: 1 },
    code: /^ERR_WORKER_OUTPUT_LIMIT$/,
  },
  {
    row: 43,
    file: 'amount',
    task: 'standardError',
    limits: { outputMb: 1 },
    code: /^ERR_WORKER_OUTPUT_LIMIT$/,
  },
  {
    row: 50,
    file: 'amount',
    task: 'largeResult',
    limits: { messageMb: 1 },
    code: /^ERR_TASK_TOO_LARGE$/,
  },
];

/** What a worker may not do to the channel, with any limits. A plain child that did so would end its parent. */
const VIOLATIONS = ['text', 'noise', 'hugeLength', 'closed', 'flood'];

const suite = isolationSupport().sandbox ? describe : describe.skip;

suite('a sandboxed worker', () => {
  const writable = useSharedFolder();

  test.each(ROWS)('row $row: is kept within $limits: $task', async ({ file, task, limits, code }) => {
    expect(await inPlainChild(file, task)).toBe('done');
    const pool = poolOf(file, limits);
    await expect(pool.run(task, [{ writable }])).rejects.toMatchObject({
      code: expect.stringMatching(code),
    });
    await pool.destroy();
  });

  test.each(VIOLATIONS)('row 49: is ended when it breaks the channel: %s', async (task) => {
    const pool = poolOf('protocol');
    await expect(pool.run(task)).rejects.toMatchObject({
      code: expect.stringMatching(/^ERR_WORKER_(PROTOCOL|MESSAGE_TOO_LARGE)$/),
      name: 'WorkerCrashError',
    });
    await pool.destroy();
  });

  test('a process that its limits have ended has an error with how much it had used', async () => {
    const pool = poolOf('memory', MEMORY);
    const error = await pool.run('buffers').catch((caught) => caught);
    expect(error.peakMemory).toBeGreaterThan(150 << 20);
    expect(error.cpuMs).toBeGreaterThan(0);
    await pool.destroy();
  });

  function poolOf(file, limits) {
    const path = join(__dirname, 'fixtures/faults', `${file}.js`);
    return new WorkerPool(path, { maxWorkers: 1, stdio: 'ignore', sandbox: { write: [writable] }, limits });
  }

  async function inPlainChild(file, task) {
    const args = [join(__dirname, 'fixtures/plain-fault.js'), file, task, writable];
    const child = start(process.execPath, args, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const [outcome] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
    child.kill();
    return outcome;
  }
});
