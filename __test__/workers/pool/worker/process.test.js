'use strict';

const os = require('node:os');
const { endAll, startWorker } = require('../../helpers/process-worker.js');

const MIB = 1024 * 1024;

afterEach(endAll);

test('a worker has its arguments, its directory and its environment', async () => {
  const worker = await startWorker({
    argv: ['one', 'two'],
    execArgv: ['--no-warnings'],
    cwd: os.tmpdir(),
    env: { ONLY: 'this', LEFT_OUT: undefined, NUMBER: 1 },
  });
  expect(await worker.run('environment')).toEqual({ ONLY: 'this', NUMBER: '1' });
  const argv = ['one', 'two'];
  expect(await worker.run('about')).toEqual({ argv, execArgv: ['--no-warnings'], cwd: os.tmpdir() });
  expect(worker.output).toEqual({ stdout: '', stderr: '' });
});

test('a worker has a pid and memory of its own', async () => {
  const { backing } = await startWorker();
  expect(() => process.kill(backing.info.pid, 0)).not.toThrow();
  expect(backing.info.pid).not.toBe(process.pid);
  expect(backing.memory()).toBeGreaterThan(MIB);
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
