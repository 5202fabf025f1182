'use strict';

const { execFile } = require('../..');
const { describeLinux } = require('../process/helpers/children.js');

const GROW = 'a = []; setInterval(() => a.push(Buffer.alloc(4e6, 1)), 1)';
const SPIN = 'while :; do :; done';

describeLinux('a limit of a command', () => {
  test.each([
    ['memoryMb', ['node', ['-e', GROW]], 150, 'memory', 'ERR_WORKER_MEMORY_LIMIT'],
    ['memoryMb', ['sh', ['-c', `node -e "${GROW}" | cat`]], 150, 'memory', 'ERR_WORKER_MEMORY_LIMIT'],
    ['cpuMs', ['sh', ['-c', SPIN]], 100, 'cpu', 'ERR_WORKER_CPU_LIMIT'],
    ['timeoutMs', ['sleep', ['60']], 50, 'time', 'ERR_WORKER_TIME_LIMIT'],
    ['outputMb', ['yes', []], 2, 'output', 'ERR_WORKER_OUTPUT_LIMIT'],
  ])('%s ends %j at %d for the reason %s', async (limit, command, value, reason, code) => {
    const [file, args] = /** @type {[string, string[]]} */ (command);
    const error = await execFile(file, args, { limits: { [limit]: value } }).catch((rejection) => rejection);
    expect(error).toMatchObject({
      code,
      reason,
      killed: true,
      exitCode: null,
      cmd: [file, ...args].join(' '),
    });
    expect(error.message).toContain(`limits.${limit}: ${value} `);
    expect(error.wallMs).toBeGreaterThan(0);
  });

  test('on files holds inside it', async () => {
    const write = execFile(
      'sh',
      ['-c', 'head -c 3000000 /dev/zero > /dev/shm/$$; x=$?; rm /dev/shm/$$; exit $x'],
      {
        limits: { fileSizeMb: 1 },
      },
    );
    await expect(write).rejects.toMatchObject({ reason: 'exit' });
  });

  test('that is not reached changes nothing', async () => {
    const limits = { memoryMb: 500, cpuMs: 60_000, timeoutMs: 60_000, outputMb: 3, openFiles: 100 };
    const { stdout } = await execFile(
      'sh',
      ['-c', 'head -c 2500000 /dev/zero | wc -c; head -c 2500000 /dev/zero'],
      {
        limits,
      },
    );
    expect(stdout.length).toBe('2500000\n'.length + 2_500_000);
  });

  test('a shorter timeout comes first, and is an error as in node', async () => {
    const limits = { timeoutMs: 10_000 };
    const first = execFile('sleep', ['60'], { timeout: 20, limits });
    await expect(first).rejects.toMatchObject({
      code: null,
      killed: true,
      signal: 'SIGTERM',
      reason: 'time',
    });
    const second = execFile('sleep', ['60'], { timeout: 10_000, limits: { timeoutMs: 20 } });
    await expect(second).rejects.toMatchObject({ code: 'ERR_WORKER_TIME_LIMIT' });
  });
});
