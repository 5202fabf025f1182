'use strict';

const { GivenAhead } = require('../../../lib/workers/pool/worker/given-ahead.js');
const { until } = require('../../helpers/until.js');
const { makePool } = require('./pools.js');

/** Counts what is given ahead; it is given all the same. */
const add = jest.spyOn(GivenAhead.prototype, 'add');

const many = (pool, count, options) =>
  Array.from({ length: count }, (_, n) => pool.run('add', [n, 1], options));

/** A pool whose workers are known to have short tasks, so that they are given some ahead. */
async function warm(isolation, options) {
  const pool = makePool(isolation, options);
  add.mockClear();
  await until(async () => {
    await Promise.all(many(pool, 200));
    return add.mock.calls.length > 0;
  });
  pool.resetStats();
  return pool;
}

module.exports = { many, warm };
