'use strict';

const path = require('node:path');
const { isolationSupport } = require('../..');
const { outputOf, runProgram } = require('../helpers/program.js');

const ROOT = path.join(__dirname, '../..');
const TASKS = path.join(ROOT, '__test__/workers/fixtures/tasks.js');
const MODEL = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';
const NET = process.allowedNodeEnvironmentFlags.has('--allow-net') ? ['--allow-net'] : [];
const FLAGS = [MODEL, '--no-warnings', '--allow-addons', '--allow-fs-read=*'];

/** What each way of starting something gives under node's permission model, with what it allows. */
function outcomes(...allowed) {
  const program = `
    const { execFile, WorkerPool } = require(${JSON.stringify(ROOT)});
    const { fork } = require('node:child_process');
    const { Worker } = require('node:worker_threads');
    async function run(options) {
      const pool = new WorkerPool(${JSON.stringify(TASKS)}, { maxWorkers: 1, stdio: 'ignore', ...options });
      try {
        return await pool.run('add', [1, 2]);
      } finally {
        await pool.destroy();
      }
    }
    async function ready(options) {
      const pool = new WorkerPool(${JSON.stringify(TASKS)}, options);
      try {
        await pool.ready();
      } finally {
        await pool.destroy();
      }
    }
    const calls = {
      fork: () => fork(${JSON.stringify(TASKS)}).kill(),
      Worker: () => new Worker(${JSON.stringify(TASKS)}).terminate(),
      execFile: () => execFile('true'),
      sandboxed: () => execFile('true', { sandbox: true, bestEffort: true }),
      process: () => run({}),
      thread: () => run({ isolation: 'thread' }),
      ready: () => ready({}),
    };
    (async () => {
      const outcomes = {};
      for (const [name, call] of Object.entries(calls)) {
        outcomes[name] = await (async () => call())().then(
          () => 'ran',
          ({ code, permission, resource }) => ({ code, permission, resource }),
        );
      }
      console.log(JSON.stringify(outcomes));
    })();`;
  const args = [...FLAGS, ...allowed, '-e', program];
  return JSON.parse(outputOf(process.execPath, args, { cwd: ROOT }));
}

describe('node’s permission model', () => {
  test('keeps commands, worker processes and worker threads from starting, with the errors of node', () => {
    const { fork, Worker, ...ours } = outcomes();
    expect(fork).toMatchObject({ code: 'ERR_ACCESS_DENIED', permission: 'ChildProcess' });
    expect(Worker).toMatchObject({ code: 'ERR_ACCESS_DENIED', permission: 'WorkerThreads' });
    const { thread, ...processes } = ours;
    expect(thread).toEqual({ resource: '', ...Worker });
    const { code, permission } = fork;
    const files = { execFile: 'true', sandboxed: 'true', process: process.execPath, ready: process.execPath };
    for (const [name, resource] of Object.entries(files))
      expect([name, processes[name]]).toEqual([name, { code, permission, resource }]);
  });

  const withNet = NET.length > 0 ? test : test.skip;
  const lacking = NET.length > 0 ? '' : ' (this node has no --allow-net)';

  withNet(`keeps processes from starting where the sockets of their pipes are not allowed${lacking}`, () => {
    const denied = { code: 'ERR_ACCESS_DENIED', permission: 'Net' };
    expect(outcomes('--allow-child-process')).toMatchObject({
      execFile: { ...denied, resource: 'true' },
      sandboxed: { ...denied, resource: 'true' },
      process: { ...denied, resource: process.execPath },
      ready: { ...denied, resource: process.execPath },
    });
  });

  describe('and isolationSupport()', () => {
    /** What it gives, and all that is printed beside that. A warning would be in it. */
    function support(...allowed) {
      const program = `console.log(JSON.stringify(require(${JSON.stringify(ROOT)}).isolationSupport()))`;
      const { status, stdout, stderr } = runProgram(process.execPath, [...FLAGS, ...allowed, '-e', program]);
      return { status, stderr, ...JSON.parse(stdout) };
    }

    test('answers that there are no processes where none may start, and tries none', () => {
      expect(support()).toMatchObject({
        status: 0,
        stderr: '',
        processes: false,
        sandbox: false,
        childProcess: false,
        pidNamespace: false,
        cgroup: [],
        missing: expect.arrayContaining(['permission']),
      });
    });

    test('answers as without the model where they may', () => {
      expect(support('--allow-child-process', ...NET)).toEqual({
        status: 0,
        stderr: '',
        ...isolationSupport(),
      });
    });
  });

  test('allows what its options allow', () => {
    expect(outcomes('--allow-child-process', ...NET)).toMatchObject({
      execFile: 'ran',
      sandboxed: 'ran',
      process: 'ran',
      ready: 'ran',
      thread: { code: 'ERR_ACCESS_DENIED' },
    });
    const threads = outcomes('--allow-worker');
    expect(threads).toMatchObject({ thread: 'ran', process: { code: 'ERR_ACCESS_DENIED' } });
  });
});
