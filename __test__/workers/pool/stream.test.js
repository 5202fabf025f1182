'use strict';

const { readFile } = require('node:fs/promises');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { useSharedFolder } = require('../../helpers/folder.js');
const { ISOLATIONS, destroyPools, makePool } = require('../helpers/pools.js');

const folder = useSharedFolder();
afterEach(destroyPools);

async function collect(stream) {
  const items = [];
  for await (const item of stream) items.push(item);
  return items;
}

describe.each(ISOLATIONS)('stream, %s', (isolation) => {
  test.each([
    ['a generator', 'count', [100], Array.from({ length: 100 }, (_, i) => i)],
    ['an async generator', 'countLater', [5, 1], [0, 1, 2, 3, 4]],
    ['an empty generator', 'count', [0], []],
    ['a set', 'list', [], [1, 2, 3]],
  ])('gives the items of %s in order', async (_name, task, args, items) => {
    expect(await collect(makePool(isolation).stream(task, args))).toEqual(items);
  });

  test.each([1, 2, 3, 1000])('gives them all with a highWaterMark of %d', async (highWaterMark) => {
    expect(await collect(makePool(isolation).stream('count', [50], { highWaterMark }))).toHaveLength(50);
  });

  test('ends with the return value of the generator', async () => {
    const stream = makePool(isolation).stream('count', [1]);
    expect(await stream.next()).toEqual({ done: false, value: 0 });
    expect(await stream.next()).toEqual({ done: true, value: 'the end' });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test('answers calls of next that were made ahead, in order', async () => {
    const stream = makePool(isolation).stream('count', [2]);
    const results = await Promise.all([stream.next(), stream.next(), stream.next(), stream.next()]);
    expect(results.map(({ value }) => value)).toEqual([0, 1, 'the end', undefined]);
  });

  test('begins with the first item that is asked for', async () => {
    const pool = makePool(isolation);
    const stream = pool.stream('count', [3]);
    expect(pool.stats.tasks.queued).toBe(0);
    await stream.return(undefined);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(pool.stats.workers.total).toBe(0);
  });

  test('holds the generator back while the stream is not read', async () => {
    const file = path.join(folder, `held-${isolation}`);
    const stream = makePool(isolation).stream('produced', [file], { highWaterMark: 4 });
    for (let i = 0; i < 3; i++) await stream.next();
    await sleep(300);
    const { length } = await readFile(file);
    expect(length).toBeGreaterThanOrEqual(3);
    expect(length).toBeLessThanOrEqual(3 + 4);
    await stream.return(undefined);
  });
});
