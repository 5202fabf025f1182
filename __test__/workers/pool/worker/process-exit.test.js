'use strict';

const { fixture } = require('../../helpers/pools.js');
const { endAll, startWorker } = require('../../helpers/process-worker.js');

const MIB = 1024 * 1024;

afterEach(endAll);

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
    expect(await worker.ended).toMatchObject({ reason, error: { code } });
  });

  test('by an exit in which node hangs', async () => {
    const worker = await startWorker({ execArgv: ['--require', fixture('hangs-at-exit.js')] });
    worker.run('exit', 7);
    expect(await worker.ended).toMatchObject({
      reason: 'protocol',
      signal: 'SIGKILL',
      error: { code: 'ERR_WORKER_PROTOCOL', message: 'the worker has closed its channel' },
    });
  });

  test('whose worker could not be started', async () => {
    const failed = startWorker({ cwd: '/no/such/directory' });
    await expect(failed).rejects.toMatchObject({ reason: 'start', error: { code: 'ENOENT' } });
  });

  test('comes after all that the worker sent', async () => {
    const worker = await startWorker();
    const order = [];
    worker.run('leave', 'x'.repeat(10_000)).then((result) => order.push(result.length));
    await worker.ended.then(({ reason }) => order.push(reason));
    expect(order).toEqual([10_000, 'exit']);
  });
});
