'use strict';

const { once } = require('node:events');
const { join } = require('node:path');
const { setImmediate: nextTurn } = require('node:timers/promises');
const { Worker } = require('node:worker_threads');
const offloop = require('../..');
const { burst } = require('./fixtures/burst.js');
const { until } = require('../helpers/until.js');

const JOBS = 4000;
/** Promises that one turn of the event loop settles at most. */
const A_TURN = 256;

test('a burst of results is settled over many turns of the event loop', async () => {
  const { completed } = offloop.stats();
  const settledByTurn = [0];
  const calls = Array.from({ length: JOBS }, () =>
    offloop.compress('gzip', 'x').then(() => {
      settledByTurn[settledByTurn.length - 1] += 1;
    }),
  );
  // The loop stands still until every job is done.
  while (offloop.stats().completed < completed + JOBS);
  let settled = false;
  const all = Promise.all(calls).then(() => (settled = true));
  while (!settled) {
    await nextTurn();
    settledByTurn.push(0);
  }
  await all;
  expect(settledByTurn.reduce((sum, count) => sum + count)).toBe(JOBS);
  expect(Math.max(...settledByTurn)).toBeLessThanOrEqual(A_TURN);
});

test('results of jobs that end one by one are settled as they come', async () => {
  for (let round = 0; round < 50; round += 1) await offloop.compress('gzip', `round ${round}`);
  await until(() => offloop.stats().running === 0);
});

test('brief jobs of two environments, with long and aborted ones between, are all settled', async () => {
  const worker = new Worker(join(__dirname, 'fixtures/burst.js'), { workerData: 'burst' });
  const ended = once(worker, 'message');
  expect(await burst()).toEqual({ settled: 600, kept: 540 });
  expect(await ended).toEqual([{ settled: 600, kept: 540 }]);
});
