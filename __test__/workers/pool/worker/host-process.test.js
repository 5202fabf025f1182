'use strict';

const { once } = require('node:events');
const path = require('node:path');
const { ISOLATIONS } = require('../../helpers/pools.js');
const { isAlive } = require('../../../helpers/processes.js');
const { until } = require('../../../helpers/until.js');
const { runProgram } = require('../../../helpers/program.js');
const { useChildren } = require('../../../helpers/child.js');

// What a pool does to the process that it is in: each test runs a program of its own.

const HOST = path.join(__dirname, '../../fixtures/host-process.js');
const host = (...args) => runProgram(process.execPath, [HOST, ...args], { timeout: 60_000 });
const start = useChildren();

describe.each(ISOLATIONS)('the process of a pool, %s', (isolation) => {
  test('ends while pools are idle, and was not closed', () => {
    expect(host(isolation, 'idle')).toMatchObject({ status: 0, stdout: '3 exiting\n' });
  });

  test('ends although workers are kept, and stop by themselves', () => {
    expect(host(isolation, 'kept')).toMatchObject({ status: 0, stdout: 'ready exiting\n' });
  });

  test('lives while a task runs, or waits for a worker, or a stream is read', () => {
    expect(host(isolation, 'busy')).toMatchObject({ status: 0, stdout: 'slow queued 0,1,2 exiting\n' });
  });

  test('lives until a worker file has failed to load', () => {
    expect(host(isolation, 'broken')).toMatchObject({ status: 0, stdout: 'ERR_WORKER_START exiting\n' });
  });

  test('has what workers write on its own output', () => {
    const { status, stdout, stderr } = host(isolation, 'output');
    expect(status).toBe(0);
    expect(stdout).toContain('from the worker');
    expect(stderr).toContain('complaint');
  });

  test('can end by process.exit with workers that spin', () => {
    expect(host(isolation, 'exit')).toMatchObject({ status: 0, stdout: 'leaving\n' });
  });
});

test('a heap that a thread fills is an error of its task, or the end of the process, as V8 has it', () => {
  const result = host('thread', 'heap');
  // Where V8 finds no memory while it collects garbage, it aborts; nothing in the process can prevent it.
  if (result.signal === 'SIGABRT' || result.status === 134) expect(result.stderr).toContain('heap');
  else expect(result.stdout).toBe('ERR_WORKER_OUT_OF_MEMORY true heap 3 exiting\n');
});

test('a process that spins ends with its parent, killed', async () => {
  const parent = start(process.execPath, [HOST, 'process', 'orphan'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(parent.stdout.setEncoding('utf8'), 'data');
  const pid = Number(line);
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await until(() => !isAlive(pid));
});
