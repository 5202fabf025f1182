'use strict';

const assert = require('node:assert/strict');
const { withPool } = require('../helpers.js');

const VALUE = {
  map: new Map([[1, { deep: new Set(['a']) }]]),
  date: new Date(5),
  bytes: Buffer.from('bytes'),
  floats: new Float64Array([1.5, 2.5]),
  big: 12n ** 30n,
  expression: /a+/gi,
  nothing: undefined,
};

/** What threads and processes have in common. @type {[string, (pool: any) => Promise<unknown>, object?][]} */
const BOTH = [
  [
    'values arrive as structured clones',
    async (pool) => {
      const back = await pool.run('echo', [VALUE]);
      assert.deepEqual(back, VALUE);
      assert.ok(Buffer.isBuffer(back.bytes));
    },
  ],
  [
    'a buffer of 8 MiB',
    async (pool) =>
      assert.ok(Buffer.alloc(8 << 20, 3).equals(await pool.run('echo', [Buffer.alloc(8 << 20, 3)]))),
  ],
  [
    'an error keeps class, code and message',
    (pool) =>
      assert.rejects(pool.run('fail', []), (/** @type {any} */ error) => {
        assert.equal(error instanceof RangeError, true);
        assert.equal(error.code, 'E_FAR');
        assert.equal(error.message, 'too far');
        return true;
      }),
  ],
  [
    'a function cannot be sent',
    async (pool) => {
      await assert.rejects(pool.run('echo', [() => {}]), { code: 'ERR_TASK_NOT_SERIALIZABLE' });
      await assert.rejects(pool.run('notCloneable', []), { code: 'ERR_TASK_NOT_SERIALIZABLE' });
    },
  ],
  [
    'a stream of items',
    async (pool) => {
      const items = [];
      for await (const item of pool.stream('count', [100])) items.push(item);
      assert.deepEqual(items, [...Array(100).keys()]);
    },
  ],
  ['map', async (pool) => assert.deepEqual(await pool.map('double', [1, 2, 3]), [2, 4, 6])],
  [
    'an abort ends a task that spins, and the next one runs',
    async (pool) => {
      await pool.ready();
      await assert.rejects(pool.run('spin', [], { signal: AbortSignal.timeout(300) }));
      assert.equal(await pool.run('echo', [1]), 1);
    },
  ],
  [
    'its exit is an error, and the next task runs',
    async (pool) => {
      await assert.rejects(pool.run('exit', []), { code: /^ERR_WORKER_/ });
      assert.equal(await pool.run('echo', [1]), 1);
    },
  ],
  [
    'environment variables',
    async (pool) => assert.equal(await pool.run('print', []), 'set'),
    { env: { ...process.env, OFFLOOP_CHECK: 'set' } },
  ],
];

/** @type {import('../helpers.js').Check[]} */
module.exports = [
  ...['thread', 'process'].flatMap((isolation) =>
    BOTH.map(
      ([name, use, options]) =>
        /** @type {import('../helpers.js').Check} */ ([
          `${isolation}: ${name}`,
          () => withPool({ isolation, ...options }, use),
        ]),
    ),
  ),
];
