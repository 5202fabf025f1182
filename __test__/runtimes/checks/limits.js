'use strict';

const assert = require('node:assert/strict');
const { withPool } = require('../helpers.js');

/** @type {import('../helpers.js').Check[]} */
module.exports = [
  [
    'thread: shared memory is shared',
    () =>
      withPool({ isolation: 'thread' }, async (pool) => {
        const memory = new SharedArrayBuffer(8);
        assert.ok((await pool.run('echo', [memory])) instanceof SharedArrayBuffer);
      }),
  ],
  [
    'process: shared memory is refused',
    () =>
      withPool({}, (pool) =>
        assert.rejects(pool.run('echo', [{ a: new SharedArrayBuffer(8) }]), {
          code: 'ERR_TASK_UNSUPPORTED_TRANSFER',
        }),
      ),
  ],
  [
    'process: limits.memoryMb ends it',
    () =>
      withPool({ limits: { memoryMb: 256 } }, (pool) =>
        assert.rejects(pool.run('eat', []), { code: 'ERR_WORKER_MEMORY_LIMIT' }),
      ),
  ],
  [
    'process: limits.cpuMs ends it',
    () =>
      withPool({ limits: { cpuMs: 300 } }, (pool) =>
        assert.rejects(pool.run('spin', []), { code: 'ERR_WORKER_CPU_LIMIT' }),
      ),
  ],
  [
    'process: its output arrives',
    () =>
      withPool({ stdio: 'pipe' }, async (pool) => {
        const printed = new Promise((resolve) => {
          pool.on('workerOutput', (/** @type {{ chunk: Buffer }} */ { chunk }) => resolve(`${chunk}`));
        });
        await pool.run('print', []);
        assert.equal(await printed, 'printed\n');
      }),
  ],
  [
    'process: resourceLimits end it',
    () =>
      withPool({ resourceLimits: { maxOldGenerationSizeMb: 64 } }, async (pool) => {
        assert.equal(await pool.run('echo', [1]), 1);
        await assert.rejects(pool.run('eatHeap', []), { code: /^ERR_WORKER_/ });
      }),
    { bun: 'ERR_INVALID_ARG_VALUE' },
  ],
  [
    'thread: resourceLimits end it',
    () =>
      withPool({ isolation: 'thread', resourceLimits: { maxOldGenerationSizeMb: 64 } }, async (pool) => {
        assert.equal(await pool.run('echo', [1]), 1);
        await assert.rejects(pool.run('eatHeap', []), { code: /^ERR_WORKER_/ });
      }),
    { bun: 'ERR_INVALID_ARG_VALUE', deno: 'ERR_INVALID_ARG_VALUE' },
  ],
  [
    'process: a sandbox',
    () => withPool({ sandbox: true }, (pool) => pool.run('echo', [{ a: 1 }])),
    { bun: 'ERR_ISOLATION_UNAVAILABLE', deno: 'ERR_ISOLATION_UNAVAILABLE' },
  ],
];
