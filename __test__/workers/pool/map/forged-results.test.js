'use strict';

const { destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

const pool = () => makePool('thread', {}, fixture('map-tasks.js'));

test.each([
  ['no values', [undefined, [], 1]],
  ['an object with a length', [{ length: 2 }, [], 1]],
  ['a DataView', [new DataView(new ArrayBuffer(2)), [], 1]],
  ['too few values', [[1], [], 1]],
  ['too many values', [[1, 2, 3], [], 1]],
  ['no failures', [[1, 2], undefined, 1]],
  ['a failure that is none', [[1, 2], [5], 1]],
  ['a failure of no item', [[1, 2], [['0', {}]], 1]],
  ['a failure before the first item', [[1, 2], [[-1, {}]], 1]],
  ['a failure after the last item', [[1, 2], [[2, {}]], 1]],
  ['no time', [[1, 2], []]],
  ['a time before the start', [[1, 2], [], -1]],
  ['a time that is not a number', [[1, 2], [], NaN]],
])('a worker that sends %s as results is ended', async (_, forged) => {
  const error = await failure(pool().map('forge', [1, 2], { args: forged, batch: true, chunk: 2 }));
  expect(error).toMatchObject({ code: 'ERR_WORKER_PROTOCOL', index: 0, count: 2 });
});

test.each([
  ['an array', [1, 2]],
  ['a typed array of another class', new Float64Array(2)],
  ['a DataView', new DataView(new ArrayBuffer(2))],
])('so is one that sends %s for a batch of a typed array', async (_, values) => {
  const args = [values, [], 1];
  const error = await failure(pool().map('forge', new BigInt64Array(2), { args, batch: true, chunk: 2 }));
  expect(error).toMatchObject({ code: 'ERR_WORKER_PROTOCOL', index: 0, count: 2 });
});

test('so is one that sends a typed array for a batch of an array', async () => {
  const args = [new Uint8Array(2), [], 1];
  const error = await failure(pool().map('forge', [1, 2], { args, batch: true, chunk: 2 }));
  expect(error.code).toBe('ERR_WORKER_PROTOCOL');
});

test.each(['result', 'end'])('so is one that sends a %s for a chunk', async (tag) => {
  const args = [tag, { values: [5, 6, 7], failures: [], time: 1 }];
  const error = await failure(pool().map('forgeAs', [1, 2], { args, batch: true, chunk: 2 }));
  expect(error).toMatchObject({ code: 'ERR_WORKER_PROTOCOL', index: 0, count: 2 });
});

test('so is one that sends results for a task that is not a chunk', async () => {
  const error = await failure(pool().run('forge', [[1], [1], [], 1]));
  expect(error.code).toBe('ERR_WORKER_PROTOCOL');
});

test('what it sends well formed is taken', async () => {
  const wellFormed = [[5, 6], [], 1];
  expect(await pool().map('forge', [1, 2], { args: wellFormed, batch: true, chunk: 2 })).toEqual([5, 6]);
});
