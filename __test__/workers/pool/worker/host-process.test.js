'use strict';

const { execFile, spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const { promisify } = require('node:util');
const { ISOLATIONS } = require('../../helpers/pools.js');
const { isAlive } = require('../../../helpers/processes.js');
const { until } = require('../../../helpers/until.js');

// What a pool does to the process that it is in: each test runs a program of its own.

const run = promisify(execFile);
const HOST = path.join(__dirname, '../../fixtures/host-process.js');
const host = (...args) => run(process.execPath, [HOST, ...args], { timeout: 60_000, killSignal: 'SIGKILL' });

describe.each(ISOLATIONS)('the process of a pool, %s', (isolation) => {
  test('ends while pools are idle, and was not closed', async () => {
    expect((await host(isolation, 'idle')).stdout).toBe('3 exiting\n');
  });

  test('ends although workers are kept, and stop by themselves', async () => {
    expect((await host(isolation, 'kept')).stdout).toBe('ready exiting\n');
  });

  test('lives while a task runs, or waits for a worker, or a stream is read', async () => {
    expect((await host(isolation, 'busy')).stdout).toBe('slow queued 0,1,2 exiting\n');
  });

  test('lives until a worker file has failed to load', async () => {
    expect((await host(isolation, 'broken')).stdout).toBe('ERR_WORKER_START exiting\n');
  });

  test('has what workers write on its own output', async () => {
    const { stdout, stderr } = await host(isolation, 'output');
    expect(stdout).toContain('from the worker');
    expect(stderr).toContain('complaint');
  });

  test('can end by process.exit with workers that spin', async () => {
    expect((await host(isolation, 'exit')).stdout).toBe('leaving\n');
  });
});

test('a heap that a thread fills is an error of its task, or the end of the process, as V8 has it', async () => {
  const result = await host('thread', 'heap').catch((error) => error);
  // Where V8 finds no memory while it collects garbage, it aborts; nothing in the process can prevent it.
  if (result.signal === 'SIGABRT' || result.code === 134) expect(result.stderr).toContain('heap');
  else expect(result.stdout).toBe('ERR_WORKER_OUT_OF_MEMORY true 3 exiting\n');
});

test('a process that spins ends with its parent, killed', async () => {
  const parent = spawn(process.execPath, [HOST, 'process', 'orphan'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(parent.stdout.setEncoding('utf8'), 'data');
  const pid = Number(line);
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await until(() => !isAlive(pid));
});
