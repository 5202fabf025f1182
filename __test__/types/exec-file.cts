// What the types promise of commands, from CommonJS. Checked by tsc, never run.

import { promisify } from 'node:util';
import offloop = require('../..');
import type { Readable, Writable } from 'node:stream';

const text: Promise<{ stdout: string; stderr: string }> = offloop.execFile('ls', ['-l'], { cwd: '/' });
const noArguments: Promise<{ stdout: string; stderr: string }> = offloop.execFile('ls', { timeout: 1000 });
const bytes: Promise<{ stdout: Buffer; stderr: Buffer }> = offloop.execFile('ls', [], { encoding: 'buffer' });
const limited = offloop.execFile('sh', ['-c', 'x'], {
  input: (async function* () {
    yield 'a';
  })(),
  limits: {
    memoryMb: 64,
    cpuMs: 1000,
    timeoutMs: 1000,
    openFiles: 64,
    fileSizeMb: 1,
    outputMb: 1,
    processes: 9,
  },
  sandbox: {
    read: ['/a', new URL('file:///b')],
    write: [],
    network: { tcp: [443] },
    childProcess: true,
    env: {},
  },
  bestEffort: true,
});
const promisified: Promise<{ stdout: string }> = promisify(offloop.execFile)('ls', ['-l']);
const pid: number | undefined = limited.child.pid;
const isSent: boolean = limited.child.kill('SIGINT');

async function streams() {
  const command = offloop.execFile('cat', [], { stdin: 'stream', stdout: 'stream' });
  const stdin: Writable = command.child.stdin;
  const stdout: Readable = command.child.stdout;
  const nothing: null = command.child.stderr;
  const { stdout: none, stderr } = await command;
  const result: [null, string] = [none, stderr];
  const reason: string | undefined = command.child.record?.reason;
  return [stdin, stdout, nothing, result, reason];
}

function failed(error: offloop.ExecFileError) {
  return error.code === 3 || error.code === 'ENOENT' || error.peakMemory > 1 || error.signal === 'SIGKILL';
}

const version: number = offloop.isolationSupport().landlock;

// @ts-expect-error a string was asked for
const wrong: Promise<{ stdout: Buffer }> = offloop.execFile('ls');
// @ts-expect-error no such network
offloop.execFile('ls', [], { sandbox: { network: 'some' } });
// @ts-expect-error no such limit
offloop.execFile('ls', [], { limits: { memory: 1 } });
// @ts-expect-error not possible
offloop.execFile('ls', [], { uid: 0 });

export { bytes, failed, isSent, noArguments, pid, promisified, streams, text, version, wrong };
