'use strict';

const { WorkerPool } = require('../../../..');
const { TASKS, destroyPools, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

test.each([{ sandbox: false }, { bestEffort: false }, { sandbox: false, bestEffort: false, nice: 0 }])(
  'a pool of threads takes %j, which asks for nothing',
  async (options) => {
    await expect(makePool('thread', options).run('add', [1, 2])).resolves.toBe(3);
  },
);

test('a sandbox without options is one, and no thread can have it', () => {
  expect(() => new WorkerPool(TASKS, { isolation: 'thread', sandbox: {} })).toThrow(
    expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE' }),
  );
});
