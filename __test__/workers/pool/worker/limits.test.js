'use strict';

const { WorkerCrashError, isolationSupport } = require('../../../..');
const { destroyPools, failure, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

describe('limits of a worker process', () => {
  test.each([
    ['memoryMb', 128, ['exhaustBuffers'], 'ERR_WORKER_MEMORY_LIMIT', 'memory'],
    ['cpuMs', 200, ['spin'], 'ERR_WORKER_CPU_LIMIT', 'cpu'],
    ['timeoutMs', 200, ['never'], 'ERR_WORKER_TIME_LIMIT', 'time'],
    ['outputMb', 1, ['flood'], 'ERR_WORKER_OUTPUT_LIMIT', 'output'],
  ])('%s ends what exceeds it, and the next task works', async (name, limit, [task], code, reason) => {
    const pool = makePool('process', { limits: { [name]: limit } });
    const error = await failure(pool.run(task));
    expect(error).toBeInstanceOf(WorkerCrashError);
    expect(error).toMatchObject({ code, reason, task, peakMemory: expect.any(Number) });
    expect(await pool.run('add', [1, 2])).toBe(3);
  });

  test('messageMb refuses arguments and results that are larger', async () => {
    const pool = makePool('process', { limits: { messageMb: 1 } });
    const text = 'x'.repeat(2 << 20);
    expect(await failure(pool.run('same', [text]))).toMatchObject({ code: 'ERR_TASK_TOO_LARGE' });
    expect(await failure(pool.run('repeat', ['x', 2 << 20]))).toMatchObject({ code: 'ERR_TASK_TOO_LARGE' });
    expect(await pool.run('add', [1, 2])).toBe(3);
  });

  test('cpuMs and timeoutMs are of each task, and not of the time between', async () => {
    const pool = makePool('process', { limits: { cpuMs: 600, timeoutMs: 20_000 } });
    const pid = await pool.run('pid');
    for (let i = 0; i < 3; i++) expect(await pool.run('busy', [300])).toBe('done');
    expect(await pool.run('pid')).toBe(pid);
  });
});

const canSandbox = isolationSupport().sandbox;
const inSandbox = canSandbox ? test : test.skip;
const lacking = canSandbox ? '' : ` (this machine lacks ${isolationSupport().missing})`;

describe('a sandboxed worker', () => {
  inSandbox(`computes, and reads its own package and nothing else${lacking}`, async () => {
    const pool = makePool('process', { sandbox: true });
    expect(await pool.run('add', [1, 2])).toBe(3);
    expect(await pool.run('read', [__filename])).toContain('sandboxed');
    expect((await failure(pool.run('read', ['/etc/passwd']))).code).toBe('EACCES');
    expect((await failure(pool.run('spawnShell'))).code).toBe('EPERM');
    expect(await pool.run('variables')).toEqual([]);
  });

  inSandbox(`is an event with what was applied${lacking}`, async () => {
    const pool = makePool('process', { sandbox: true });
    const started = new Promise((resolve) => {
      pool.once('workerStart', resolve);
    });
    await pool.ready();
    expect(await started).toMatchObject({ type: 'process', isolation: { filesystem: true, syscalls: true } });
  });

  inSandbox(`that cannot be set up rejects as it is, and is not tried again${lacking}`, async () => {
    const pool = makePool('process', { sandbox: { write: ['/nowhere'] } });
    const exits = [];
    pool.on('workerExit', (info) => exits.push(info));
    const errors = await Promise.all([1, 2].map(() => failure(pool.run('add', [1, 2]))));
    for (const error of errors)
      expect(error).toMatchObject({ code: 'ERR_ISOLATION_SETUP', path: '/nowhere' });
    expect(errors[0]).not.toBe(errors[1]);
    await pool.close();
    expect(exits).toHaveLength(1);
  });

  inSandbox(`cannot be crashed into trust: its errors are errors${lacking}`, async () => {
    const pool = makePool('process', { sandbox: { read: ['/etc/hostname'] } });
    expect(await pool.run('read', ['/etc/hostname'])).toEqual(expect.any(String));
    expect(await failure(pool.run('fail'))).toBeInstanceOf(RangeError);
    expect(await failure(pool.run('exit', [5]))).toMatchObject({ code: 'ERR_WORKER_EXITED', exitCode: 5 });
  });
});
