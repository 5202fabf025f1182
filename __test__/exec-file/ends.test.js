'use strict';

const { execFile } = require('../..');
const { describeLinux, isAlive, openDescriptors, until, zombies } = require('../process/children.js');

const GROW = 'a = []; setInterval(() => a.push(Buffer.alloc(4e6, 1)), 1)';
const SPIN = 'while :; do :; done';

describeLinux('a limit of a command', () => {
  test.each([
    ['memoryMb', ['node', ['-e', GROW]], 150, 'memory', 'ERR_WORKER_MEMORY_LIMIT'],
    ['memoryMb', ['sh', ['-c', `node -e "${GROW}" | cat`]], 150, 'memory', 'ERR_WORKER_MEMORY_LIMIT'],
    ['cpuMs', ['sh', ['-c', SPIN]], 100, 'cpu', 'ERR_WORKER_CPU_LIMIT'],
    ['timeoutMs', ['sleep', ['60']], 50, 'time', 'ERR_WORKER_TIME_LIMIT'],
    ['outputMb', ['yes', []], 2, 'output', 'ERR_WORKER_OUTPUT_LIMIT'],
  ])('%s ends %j at %d for the reason %s', async (limit, [file, args], value, reason, code) => {
    const error = await execFile(file, args, { limits: { [limit]: value } }).catch((rejection) => rejection);
    expect(error).toMatchObject({ code, reason, killed: true, exitCode: null, cmd: [file, ...args].join(' ') });
    expect(error.message).toContain(`limits.${limit}: ${value} `);
    expect(error.wallMs).toBeGreaterThan(0);
  });

  test('on files holds inside it', async () => {
    const write = execFile('sh', ['-c', 'head -c 3000000 /dev/zero > /dev/shm/$$; x=$?; rm /dev/shm/$$; exit $x'], {
      limits: { fileSizeMb: 1 },
    });
    await expect(write).rejects.toMatchObject({ reason: 'exit' });
  });

  test('that is not reached changes nothing', async () => {
    const limits = { memoryMb: 500, cpuMs: 60_000, timeoutMs: 60_000, outputMb: 3, openFiles: 100 };
    const { stdout } = await execFile('sh', ['-c', 'head -c 2500000 /dev/zero | wc -c; head -c 2500000 /dev/zero'], {
      limits,
    });
    expect(stdout.length).toBe('2500000\n'.length + 2_500_000);
  });

  test('a shorter timeout comes first, and is an error as in node', async () => {
    const limits = { timeoutMs: 10_000 };
    const first = execFile('sleep', ['60'], { timeout: 20, limits });
    await expect(first).rejects.toMatchObject({ code: null, killed: true, signal: 'SIGTERM', reason: 'time' });
    const second = execFile('sleep', ['60'], { timeout: 10_000, limits: { timeoutMs: 20 } });
    await expect(second).rejects.toMatchObject({ code: 'ERR_WORKER_TIME_LIMIT' });
  });
});

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
    expect(await until(() => !isAlive(Number(pid)) && !isAlive(command.child.pid))).toBe(true);
    expect(zombies()).toEqual([]);
    expect(await until(() => openDescriptors() <= descriptors)).toBe(true);
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
  test('can be signalled while it runs', async () => {
    const command = execFile('sh', ['-c', 'trap "echo caught; exit 0" USR1; echo; while :; do sleep 0.01; done']);
    expect(await until(() => command.child.pid !== undefined)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(command.child.kill('SIGUSR1')).toBe(true);
    expect((await command).stdout).toContain('caught');
    expect(command.child.kill()).toBe(false);
  });

  test('that was killed from here says so', async () => {
    const command = execFile('sleep', ['60']);
    command.child.kill();
    await expect(command).rejects.toMatchObject({ killed: true, stdout: '' });
  });

  test('whose pipe somebody else keeps open has ended all the same', async () => {
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
