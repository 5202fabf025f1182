'use strict';

const { ISOLATIONS, destroyPools } = require('../../helpers/pools.js');
const { warm } = require('../../helpers/warm-pools.js');

afterEach(destroyPools);

/** Short and long values, those that structured clone is needed for, and views. */
const VALUES = [
  ...[1, -0, 1.5, 'é', 'ā', 'x'.repeat(300), null, undefined, true, 10n],
  ...[[1, [2]], { a: [1] }, new Map([[1, 2]]), Buffer.from('abc'), new Uint16Array(3), Buffer.alloc(9000, 1)],
];

test.each(ISOLATIONS)(
  'results of any kind are those of their tasks, in their order, %s',
  async (isolation) => {
    const pool = await warm(isolation);
    /** @type {number[]} */
    const order = [];
    const results = await Promise.all(
      Array.from({ length: 320 }, async (_, index) => {
        const result = await pool.run('same', [VALUES[index % VALUES.length]]);
        order.push(index);
        return result;
      }),
    );
    expect(results).toEqual(Array.from({ length: 320 }, (_, index) => VALUES[index % VALUES.length]));
    expect(order).toEqual([...Array(320).keys()]);
  },
);
