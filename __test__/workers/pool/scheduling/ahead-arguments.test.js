'use strict';

const { ISOLATIONS, destroyPools } = require('../../helpers/pools.js');
const { warm } = require('../../helpers/warm-pools.js');

afterEach(destroyPools);

describe.each(ISOLATIONS)('arguments of tasks given ahead, %s', (isolation) => {
  test('each task has bytes of its own, also where several calls have the same', async () => {
    const pool = await warm(isolation);
    const bytes = Buffer.alloc(8);
    const counted = await Promise.all(Array.from({ length: 20 }, () => pool.run('countUp', [bytes])));
    expect(counted).toEqual(new Array(20).fill(1));
    expect(bytes).toEqual(Buffer.alloc(8));
  });

  test('memory that the caller transfers in the same turn is that of no task', async () => {
    const pool = await warm(isolation);
    const bytes = Buffer.alloc(8);
    const counted = Array.from({ length: 20 }, () => pool.run('countUp', [bytes]));
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    const settled = await Promise.allSettled(counted);
    // Those that no worker had taken by then fail by themselves.
    expect(settled[0]).toEqual({ status: 'fulfilled', value: 1 });
    const values = settled.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    expect(new Set(values)).toEqual(new Set([1]));
  });
});
