'use strict';

const os = require('node:os');
const { execArgvOf, inherited } = require('../../../lib/workers/exec-argv.js');
const { endAll, startWorker } = require('./worker.js');

const MIB = 1024 * 1024;

afterEach(endAll);

test('a worker is told its arguments, its directory and its environment, and inherits three descriptors', async () => {
  const { backing, run, ...worker } = await startWorker({
    argv: ['one', 'two'],
    execArgv: ['--no-warnings'],
    cwd: os.tmpdir(),
    env: { ONLY: 'this', LEFT_OUT: undefined, NUMBER: 1 },
  }).then((started) => ({ ...started, run: started.run.bind(started), backing: started.backing }));
  expect(await run('environment')).toEqual({ ONLY: 'this', NUMBER: '1' });
  const about = await run('about');
  expect(about).toMatchObject({ argv: ['one', 'two'], execArgv: ['--no-warnings'], cwd: os.tmpdir() });
  expect(backing.info.pid).toBeGreaterThan(0);
  expect(backing.memory()).toBeGreaterThan(MIB);
  expect(worker.output).toEqual({ stdout: '', stderr: '' });
});

test('a worker has this environment if it is given none', async () => {
  const worker = await startWorker();
  expect(await worker.run('environment')).toMatchObject({ PATH: process.env.PATH });
});

test.each([10, 70_000, 20 * MIB])('a task gets and returns %i bytes', async (size) => {
  const worker = await startWorker();
  const data = Buffer.alloc(size, 'data');
  const [back] = await worker.run('echo', [data]);
  expect(Buffer.isBuffer(back) && back.equals(data)).toBe(true);
});

test('what a task throws or cannot return is an error of this realm, and the worker goes on', async () => {
  const worker = await startWorker();
  const code = 'ERR_TASK_NOT_SERIALIZABLE';
  await expect(worker.run('unserializable')).rejects.toMatchObject({
    code,
    path: expect.stringContaining('inside'),
  });
  await expect(worker.run('detach')).rejects.toMatchObject({ code });
  expect(() => worker.run('echo', () => {})).toThrow(expect.objectContaining({ code }));
  await expect(worker.run('echo', 1)).resolves.toBe(1);
});

test('arguments that are detached while they are copied fail their task, and the worker goes on', async () => {
  const worker = await startWorker();
  const buffer = new ArrayBuffer(64 * MIB);
  const call = worker.run('echo', buffer);
  structuredClone(buffer, { transfer: [buffer] });
  await expect(call).rejects.toMatchObject({ code: 'ERR_TASK_NOT_SERIALIZABLE' });
  await expect(worker.run('echo', 1)).resolves.toBe(1);
});

test('transferred buffers leave the caller; what only a thread can have is refused', async () => {
  const worker = await startWorker();
  const data = new Uint8Array(MIB).fill(9);
  const call = worker.send('echo', [data], [data.buffer]);
  expect(data.byteLength).toBe(0);
  expect((await call)[MIB - 1]).toBe(9);
  const unsupported = expect.objectContaining({ code: 'ERR_TASK_UNSUPPORTED_TRANSFER' });
  expect(() => worker.send('echo', [], [new SharedArrayBuffer(8)])).toThrow(unsupported);
  expect(() => worker.run('echo', new SharedArrayBuffer(8))).toThrow(unsupported);
});

describe('the record of an end', () => {
  test.each([0, 7])('by exit(%i)', async (code) => {
    const worker = await startWorker();
    worker.run('exit', code);
    expect(await worker.ended).toMatchObject({ reason: 'exit', exitCode: code, signal: null, stderr: '' });
  });

  test('by a signal', async () => {
    const worker = await startWorker();
    worker.run('kill', 'SIGSEGV');
    expect(await worker.ended).toMatchObject({ reason: 'signal', exitCode: null, signal: 'SIGSEGV' });
  });

  test('by kill, with the reason that was given', async () => {
    const worker = await startWorker();
    worker.backing.kill('abort');
    const record = await worker.ended;
    expect(record).toMatchObject({ reason: 'abort', exitCode: null });
    expect(record.peakMemory).toBeGreaterThan(MIB);
  });

  test('has the last 8 KiB of its stderr', async () => {
    const worker = await startWorker();
    await worker.run('write', 'stderr', `${'x'.repeat(10_000)}the end`);
    worker.run('exit', 1);
    const { stderr } = await worker.ended;
    expect([stderr.length, stderr.endsWith('the end')]).toEqual([8192, true]);
    expect(worker.output.stderr.length).toBe(10_007);
  });

  test('by too much output', async () => {
    const worker = await startWorker({ limits: { outputMb: 1 } });
    worker.run('write', 'stdout', 'x'.repeat(2 * MIB));
    expect(await worker.ended).toMatchObject({ reason: 'output', signal: 'SIGKILL' });
    expect(worker.output.stdout.length).toBeLessThanOrEqual(MIB);
  });

  test.each([
    ['says what no worker says', 'protocol', ['say', 3, 'not a frame\n'], 'ERR_WORKER_PROTOCOL'],
    [
      'says that 4 GiB follow',
      'message',
      ['say', 3, Buffer.from([8, 0, 0, 0, 1, 255, 255, 255, 255, 0, 0, 0, 0])],
    ],
    ['closes its channel', 'protocol', ['close', 3], 'ERR_WORKER_PROTOCOL'],
  ])('that %s', async (_, reason, [task, ...args], code = 'ERR_WORKER_MESSAGE_TOO_LARGE') => {
    const worker = await startWorker();
    worker.run(task, ...args);
    expect(await worker.ended).toMatchObject({ reason, signal: 'SIGKILL', error: { code } });
  });

  test('whose worker could not be started', async () => {
    const failed = startWorker({ cwd: '/no/such/directory' });
    await expect(failed).rejects.toMatchObject({ reason: 'start', error: { code: 'ENOENT' } });
  });

  test('comes after all that the worker sent', async () => {
    const worker = await startWorker();
    const results = Array.from({ length: 50 }, () => worker.run('large', 100_000));
    worker.run('exit', 0);
    await Promise.race([worker.ended, Promise.all(results)]);
    expect(await worker.ended).toMatchObject({ reason: 'exit', exitCode: 0 });
  });
});

describe('messages of a worker', () => {
  test('are limited to messageMb in their values', async () => {
    const worker = await startWorker({ limits: { messageMb: 1 } });
    await expect(worker.run('echo', 'x'.repeat(1000))).resolves.toHaveLength(1000);
    expect(() => worker.run('echo', 'x'.repeat(MIB))).toThrow(
      expect.objectContaining({ code: 'ERR_TASK_TOO_LARGE' }),
    );
    await expect(worker.run('large', 3 * MIB)).resolves.toHaveLength(3 * MIB);
  });
});

describe('the options of node', () => {
  test.each([
    [['--inspect', '--expose-gc', '--inspect-brk=0', '--test', '--test-only', '--watch'], ['--expose-gc']],
    [['--no-warnings', '-e', 'code()'], ['--no-warnings']],
    [
      ['-p', '1', '--require', './hook.js'],
      ['--require', './hook.js'],
    ],
  ])('%j become %j', (ours, theirs) => {
    expect(inherited(ours)).toEqual(theirs);
  });

  test('have the limits of the heap', () => {
    const limits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 12, stackSizeMb: 2 };
    expect(execArgvOf([], limits)).toEqual([
      '--max-old-space-size=64',
      '--max-semi-space-size=4',
      '--stack-size=2048',
    ]);
  });
});
