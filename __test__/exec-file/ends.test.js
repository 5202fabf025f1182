'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { execFile } = require('../..');
const { isAlive, openDescriptors, zombies } = require('../helpers/processes.js');
const { describeLinux } = require('../process/helpers/children.js');
const { until } = require('../helpers/until.js');

describeLinux('an abort', () => {
  test('ends a command that ignores the signal, with all that it started, and leaves nothing', async () => {
    await execFile('true');
    const descriptors = openDescriptors();
    const controller = new AbortController();
    const script = 'trap "" TERM; sleep 60 & sleep 60 & echo $! >&2; while :; do sleep 1; done';
    const command = execFile('sh', ['-c', script], {
      signal: controller.signal,
      grace: 50,
      stderr: 'stream',
    });
    const [pid] = await command.child.stderr.take(1).toArray();
    controller.abort();
    await expect(command).rejects.toMatchObject({ name: 'AbortError', reason: 'abort', signal: 'SIGKILL' });
    await until(() => !isAlive(Number(pid)) && !isAlive(command.child.pid));
    expect(zombies()).toEqual([]);
    await until(() => openDescriptors() <= descriptors);
  });

  test('leaves the signal without listeners', async () => {
    const { signal } = new AbortController();
    const add = jest.spyOn(signal, 'addEventListener');
    const remove = jest.spyOn(signal, 'removeEventListener');
    await execFile('true', [], { signal });
    await execFile('no-such-file', [], { signal }).catch(() => {});
    expect(add).toHaveBeenCalledTimes(2);
    expect(remove).toHaveBeenCalledTimes(2);
  });
});

describeLinux('a command', () => {
  test('has ended although a process that left its group goes on writing to its output', async () => {
    const writes = 'while echo more 2>/dev/null; do sleep 0.02; done';
    const { stdout } = await execFile('sh', [
      '-c',
      `echo first; setsid sh -c '${writes}' & sleep 0.3; exit 0`,
    ]);
    expect(stdout).toMatch(/^first\n/);
  });

  test('can be signalled while it runs', async () => {
    const command = execFile('sh', [
      '-c',
      'trap "echo caught; exit 0" USR1; echo; while :; do sleep 0.01; done',
    ]);
    await until(() => command.child.pid !== undefined);
    await sleep(100);
    expect(command.child.kill('SIGUSR1')).toBe(true);
    expect((await command).stdout).toContain('caught');
    expect(command.child.kill()).toBe(false);
  });

  test('that was killed from here says so', async () => {
    const command = execFile('sleep', ['60']);
    command.child.kill();
    await expect(command).rejects.toMatchObject({ killed: true, stdout: '' });
  });

  test('whose pipe another process keeps open has ended all the same', async () => {
    const { stdout } = await execFile('sh', ['-c', 'setsid sleep 5 & echo said']);
    expect(stdout).toBe('said\n');
  });

  test('that fails has an error whose stack names the caller', async () => {
    async function caller() {
      await execFile('false');
    }
    const { stack } = await caller().catch((error) => error);
    expect(stack).toMatch(/at (async )?caller/);
  });

  test('runs a hundred times side by side', async () => {
    const calls = Array.from({ length: 100 }, (_, index) => execFile('echo', [String(index)]));
    const outputs = (await Promise.all(calls)).map(({ stdout }) => Number(stdout));
    expect(outputs).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });
});
