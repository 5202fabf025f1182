'use strict';

const { constants } = require('node:fs');
const path = require('node:path');
const { PassThrough, Readable } = require('node:stream');
const { setTimeout: sleep } = require('node:timers/promises');
const { execFile } = require('../..');
const { describeLinux, textOf } = require('../process/helpers/children.js');
const { runProgram } = require('../helpers/program.js');
const { until } = require('../helpers/until.js');

const FIRST = Buffer.alloc(300_000, 'a');
const SECOND = Buffer.alloc(300_000, 'b');
const BOTH = FIRST.toString() + SECOND.toString();

async function* generate() {
  yield FIRST;
  yield SECOND.toString();
}

describeLinux('streams that a command shares with this process', () => {
  test('are blocking, so that a slow reader costs the command no output', () => {
    // A program whose standard streams Node has made non-blocking: they are pipes, and in use.
    const program = `
      process.stdin.resume();
      process.stdout.write(''); process.stderr.write('');
      const script = 'cd /proc/$$/fdinfo && cat 0 1 2';
      require(${JSON.stringify(path.join(__dirname, '../..'))})
        .execFile('sh', ['-c', script], { stdin: 'inherit', stdout: 'inherit', stderr: 'inherit' })
        .then(() => process.exit());`;
    const line = `'${process.execPath}' -e "$1" | cat`;
    const { stdout } = runProgram('sh', ['-c', line, 'sh', program], { input: 'x' });
    const flags = [...stdout.matchAll(/^flags:\s+(\d+)$/gm)].map(([, octal]) => parseInt(octal, 8));
    expect(flags.map((one) => one & constants.O_NONBLOCK)).toEqual([0, 0, 0]);
  });
});

describeLinux('the input of a command', () => {
  test.each([
    ['a string', () => BOTH],
    ['a Buffer', () => Buffer.concat([FIRST, SECOND])],
    ['an ArrayBuffer', () => new Uint8Array(Buffer.concat([FIRST, SECOND])).buffer],
    ['a DataView', () => new DataView(new Uint8Array(Buffer.concat([FIRST, SECOND])).buffer)],
    ['a Blob', () => new Blob([FIRST, SECOND])],
    ['a Readable', () => Readable.from([FIRST, SECOND])],
    ['a ReadableStream', () => new Blob([FIRST, SECOND]).stream()],
    ['an async generator', () => generate()],
  ])('can be %s', async (_, input) => {
    const { stdout } = await execFile('cat', [], { input: input() });
    expect(stdout === BOTH).toBe(true);
  });

  test('is empty where there is none', async () => {
    expect(await execFile('cat')).toEqual({ stdout: '', stderr: '' });
  });

  test('that fails ends the command with its own error', async () => {
    const error = new Error('no more');
    const input = Readable.from(
      (async function* () {
        yield 'some';
        throw error;
      })(),
    );
    const rejected = await execFile('sh', ['-c', 'cat; sleep 60'], { input }).catch((reason) => reason);
    expect(rejected).toBe(error);
    expect(rejected).toMatchObject({ reason: 'input', killed: true, cmd: 'sh -c cat; sleep 60' });
  });

  test('that is cut short is a failure, and no end of input', async () => {
    const input = new PassThrough();
    input.write('half');
    setTimeout(() => input.destroy(), 50);
    await expect(execFile('cat', [], { input })).rejects.toMatchObject({
      code: 'ERR_STREAM_PREMATURE_CLOSE',
      reason: 'input',
    });
  });

  test('that never ends does not hold up the end of the command', async () => {
    const input = new PassThrough();
    expect(await execFile('head', ['-c', '1'], { input: input.end('xyz') })).toEqual({
      stdout: 'x',
      stderr: '',
    });
    const endless = new PassThrough();
    expect(await execFile('true', [], { input: endless })).toEqual({ stdout: '', stderr: '' });
    await until(() => endless.destroyed);
  });
});

describeLinux('the streams of a command', () => {
  test('are there at once', async () => {
    const command = execFile('cat', [], { stdin: 'stream', stdout: 'stream' });
    command.child.stdin.end('through');
    expect(await textOf(command.child.stdout)).toBe('through');
    expect(await command).toEqual({ stdout: null, stderr: '' });
    expect(command.child.record).toMatchObject({ reason: 'exit', exitCode: 0 });
  });

  test('hold the command back while they are not read', async () => {
    const command = execFile('sh', ['-c', 'head -c 1000000 /dev/zero; echo done >&2'], {
      stdout: 'stream',
      encoding: 'buffer',
    });
    const soon = sleep(200, 'waiting');
    expect(await Promise.race([command, soon])).toBe('waiting');
    let size = 0;
    for await (const chunk of command.child.stdout) size += chunk.length;
    expect([size, String((await command).stderr)]).toEqual([1_000_000, 'done\n']);
  });

  test('of a command that cannot start are over', async () => {
    const command = execFile('/no/such/file', [], { stdout: 'stream' });
    await expect(command).rejects.toMatchObject({ code: 'ENOENT', stdout: null, stderr: '' });
    expect(await textOf(command.child.stdout)).toBe('');
  });

  test('can be ignored, and then cost no limit', async () => {
    const call = execFile('sh', ['-c', 'head -c 5000000 /dev/zero; echo said >&2'], { stdout: 'ignore' });
    expect(await call).toEqual({ stdout: null, stderr: 'said\n' });
  });
});
