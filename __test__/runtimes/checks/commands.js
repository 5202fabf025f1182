'use strict';

const assert = require('node:assert/strict');
const { text } = require('node:stream/consumers');
const offloop = require('../../..');

const LARGE = 'x'.repeat(500_000);

/** @type {import('../helpers.js').Check[]} */
module.exports = [
  [
    'execFile: output and error output',
    async () =>
      assert.deepEqual(await offloop.execFile('sh', ['-c', 'echo out; echo err >&2']), {
        stdout: 'out\n',
        stderr: 'err\n',
      }),
  ],
  [
    'execFile: input is written and ends',
    async () => assert.equal((await offloop.execFile('cat', { input: LARGE })).stdout, LARGE),
  ],
  [
    'execFile: an exit code rejects',
    () =>
      assert.rejects(offloop.execFile('sh', ['-c', 'echo why >&2; exit 3']), {
        exitCode: 3,
        stderr: 'why\n',
      }),
  ],
  [
    'execFile: a missing program is ENOENT',
    () => assert.rejects(offloop.execFile('/no/such/program'), { code: 'ENOENT' }),
  ],
  [
    'execFile: an abort ends it',
    () =>
      assert.rejects(offloop.execFile('sleep', ['600'], { signal: AbortSignal.timeout(100) }), {
        name: 'AbortError',
      }),
  ],
  [
    'execFile: streams',
    async () => {
      const running = offloop.execFile('cat', { stdin: 'stream', stdout: 'stream' });
      running.child.stdin?.end('through');
      assert.equal(await text(/** @type {any} */ (running.child.stdout)), 'through');
      await running;
    },
  ],
  [
    'execFile: output beyond maxBuffer rejects',
    () =>
      assert.rejects(offloop.execFile('sh', ['-c', `yes`], { maxBuffer: 1000 }), {
        code: 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER',
      }),
  ],
  [
    'execFile: a sandbox hides files',
    async () => {
      if (!offloop.isolationSupport().sandbox) return;
      assert.equal((await offloop.execFile('echo', ['in'], { sandbox: true })).stdout, 'in\n');
      await assert.rejects(offloop.execFile('cat', [__filename], { sandbox: true }), { exitCode: 1 });
    },
  ],
];
