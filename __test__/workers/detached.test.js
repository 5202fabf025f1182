'use strict';

const path = require('node:path');
const { WorkerPool } = require('../..');
const { GONE } = require('../data/helpers/gone.js');

describe.each(/** @type {const} */ (['thread', 'process']))('a pool of isolation %s', (isolation) => {
  const file = path.join(__dirname, 'fixtures/tasks.js');
  const pool = new WorkerPool(file, { isolation, maxWorkers: 1 });

  afterAll(() => pool.destroy());

  test.each(Object.entries(GONE))('refuses data without memory: %s', async (_kind, make) => {
    const refusal = { code: 'ERR_TASK_NOT_SERIALIZABLE' };
    await expect(pool.run('add', [make(), 1])).rejects.toMatchObject(refusal);
    await expect(pool.run('add', [{ inner: make() }, 1])).rejects.toMatchObject(refusal);
  });

  test('refuses a transfer list with a buffer that was transferred', async () => {
    const buffer = GONE.ArrayBuffer();
    await expect(pool.run('add', [buffer, 1], { transfer: [buffer] })).rejects.toMatchObject({
      code: 'ERR_TASK_NOT_SERIALIZABLE',
      message: expect.stringContaining('transfer[0] was detached'),
    });
  });
});
