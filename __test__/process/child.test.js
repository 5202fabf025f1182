'use strict';

const net = require('node:net');
const { setTimeout: sleep } = require('node:timers/promises');
const { socketPair } = require('../../lib/process/socket-pair.js');
const { until } = require('../helpers/until.js');
const { isAlive } = require('../helpers/processes.js');
const { describeLinux, startChild, startScript, textOf } = require('./helpers/children.js');
const { present } = require('../helpers/values.js');

describeLinux('a child', () => {
  test('has its streams at once, its pid when it runs, and a record of its end', async () => {
    const child = startScript('cat; echo problem >&2; exit 3', { stdio: ['pipe', 'pipe', 'pipe'] });
    const { pid, isolation } = await child.started;
    // Its memory is sampled: what ends before the first sample has none in its record.
    await sleep(100);
    child.stdin?.end('hello');
    const [out, err] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
    expect([out, err]).toEqual(['hello', 'problem\n']);
    expect(pid).toBeGreaterThan(1);
    expect(isolation).toMatchObject({ filesystem: false, network: 'all', processTree: 'group', missing: [] });
    const { cpuMs, wallMs, peakMemory, ...rest } = await child.ended;
    expect(rest).toEqual({ reason: 'exit', exitCode: 3, signal: null });
    expect(wallMs).toBeGreaterThan(0);
    expect(cpuMs).toBeGreaterThan(0);
    expect(peakMemory).toBeGreaterThan(0);
  });

  test('has no descriptors but those given to it', async () => {
    const child = startScript('ls /proc/$$/fd', { stdio: ['ignore', 'pipe', 'ignore'] });
    expect((await textOf(child.stdout)).split('\n')).toEqual(expect.not.arrayContaining(['3', '4']));
    await child.ended;
  });

  test('has no environment but that given to it', async () => {
    const child = startChild({ file: 'env', env: { ONE: '1', PATH: process.env.PATH } });
    expect((await textOf(child.stdout)).trim().split('\n').sort()).toEqual([
      'ONE=1',
      `PATH=${process.env.PATH}`,
    ]);
  });

  test('talks over a socket that it inherits, and loses it at its end', async () => {
    const [ours, theirs] = socketPair();
    const script = 'require("fs").writeSync(3, "from the child")';
    startChild({ file: process.execPath, args: ['-e', script], inherit: [theirs] });
    expect(await textOf(new net.Socket({ fd: ours }))).toBe('from the child');
  });

  test('has no terminal, no blocked signal, and dies of a closed pipe', async () => {
    const child = startScript("tty; grep SigBlk /proc/self/status; sh -c 'kill -PIPE $$'; echo $?");
    expect(await textOf(child.stdout)).toBe('not a tty\nSigBlk:\t0000000000000000\n141\n');
  });
});

describeLinux('the end of a child', () => {
  test('by a signal has the reason that was given', async () => {
    // Not by a shell, which would wait for what it is about to start.
    const child = startChild({ file: 'sleep', args: ['60'] });
    await child.started;
    expect(child.kill('SIGINT', 'no longer needed')).toBe(true);
    expect(await child.ended).toMatchObject({ reason: 'no longer needed', exitCode: null, signal: 'SIGINT' });
    expect(child.kill()).toBe(false);
  });

  test('comes by SIGKILL for one that ignores SIGTERM', async () => {
    const child = startScript('trap "" TERM; echo ready; while :; do sleep 1; done');
    await present(child.stdout)[Symbol.asyncIterator]().next();
    child.terminate({ grace: 20, reason: 'over' });
    expect(await child.ended).toMatchObject({ reason: 'over', signal: 'SIGKILL' });
  });

  test('is also the end of what it started', async () => {
    const child = startScript('sleep 60 & echo $!; exit 0');
    const pid = Number(await textOf(child.stdout));
    expect(await child.ended).toMatchObject({ reason: 'exit', exitCode: 0 });
    await until(() => !isAlive(pid));
  });

  test('before it was born ends it once', async () => {
    const child = startScript('sleep 60');
    child.kill('SIGKILL', 'early');
    expect(await child.ended).toMatchObject({ reason: 'early', exitCode: null });
  });
});

describeLinux('limits of a child', () => {
  const SPIN = 'while :; do :; done';
  const GROW = 'a = []; setInterval(() => a.push(Buffer.alloc(4e6, 1)), 1)';
  test.each([
    ['memory of Buffers', 'memory', ['node', ['-e', GROW]], { memoryMb: 150 }],
    ['processor time', 'cpu', ['sh', ['-c', SPIN]], { cpuMs: 100 }],
    ['processor time of its children', 'cpu', ['sh', ['-c', `(${SPIN}) & wait`]], { cpuMs: 100 }],
    ['time', 'time', ['sleep', ['60']], { timeoutMs: 50 }],
    ['time, stopped', 'time', ['sh', ['-c', 'kill -STOP $$']], { timeoutMs: 50 }],
  ])('on %s end it with the reason %s', async (_, reason, [file, args], limits) => {
    const child = startChild({ file, args, limits, grace: 50, stdio: ['ignore', 'ignore', 'ignore'] });
    expect(await child.ended).toMatchObject({ reason, exitCode: null });
  });

  test('of the system hold inside it', async () => {
    const limits = { openFiles: 50, fileSizeMb: 3 };
    const child = startScript('ulimit -n; ulimit -f; ulimit -c; ulimit -t', { limits, cpuSeconds: 7 });
    expect(await textOf(child.stdout)).toBe('50\n6144\n0\n7\n');
  });

  test('on time can be set anew and lifted', async () => {
    const child = startScript('echo; sleep 60');
    await child.started;
    child.budget(0, 60);
    child.budget(0, 0);
    const soon = sleep(300, 'alive');
    expect(await Promise.race([child.ended, soon])).toBe('alive');
    child.budget(0, 10);
    expect(await child.ended).toMatchObject({ reason: 'time' });
  });

  test('memory in use can be read at any time', async () => {
    const hold = 'a = Buffer.alloc(30e6, 1); console.log("x"); setInterval(() => a, 1000)';
    const child = startChild({ file: 'node', args: ['-e', hold] });
    await present(child.stdout)[Symbol.asyncIterator]().next();
    expect(child.memory()).toBeGreaterThan(30e6);
    child.kill('SIGKILL');
    expect((await child.ended).peakMemory).toBeGreaterThan(30e6);
    expect(child.memory()).toBe(0);
  });
});
