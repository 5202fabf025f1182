'use strict';

const { isolationSupport } = require('../../../..');
const { ISOLATIONS, destroyPools, failure, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

const MIB = 1 << 20;
const testSandbox = isolationSupport().sandbox ? test : test.skip;

describe.each(ISOLATIONS)('values without a small limit, %s:', (isolation) => {
  test('a text of 17 MiB and more goes both ways', async () => {
    const text = `${'x'.repeat(20 * MIB)}\u20ac`;
    expect((await makePool(isolation).run('same', [text])) === text).toBe(true);
  });

  test('300 000 rows go both ways', async () => {
    const rows = Array.from({ length: 300_000 }, (_, id) => ({ id, name: `user ${id}`, tags: ['a', 'b'] }));
    const back = await makePool(isolation).run('same', [rows]);
    expect(back).toHaveLength(rows.length);
    expect(back.at(-1)).toEqual(rows.at(-1));
  });

  test('a small message beside a large one is not lost', async () => {
    const pool = makePool(isolation, { concurrency: 2 });
    const text = 'y'.repeat(24 * MIB);
    const [long, sum] = await Promise.all([pool.run('same', [text]), pool.run('add', [1, 2])]);
    expect([long.length, sum]).toEqual([text.length, 3]);
  });
});

const tooLarge = (size, limit) =>
  new RegExp(`${size}\\d* bytes of values: limits\\.messageMb is ${limit} MiB`);

test('messageMb is a limit of processes that are trusted too, and is named with the size', async () => {
  const pool = makePool('process', { limits: { messageMb: 2 } });
  for (const call of [pool.run('same', ['x'.repeat(3 * MIB)]), pool.run('repeat', ['x', 3 * MIB])]) {
    const error = await failure(call);
    expect(error).toMatchObject({ name: 'TaskDataError', code: 'ERR_TASK_TOO_LARGE' });
    expect(error.message).toMatch(tooLarge(3145, 2));
  }
});

testSandbox('a sandboxed worker has a limit without being given one, which its error names', async () => {
  const pool = makePool('process', { sandbox: true });
  const error = await failure(pool.run('repeat', ['x', 17 * MIB]));
  expect(error).toMatchObject({ name: 'TaskDataError', code: 'ERR_TASK_TOO_LARGE' });
  expect(error.message).toMatch(/1782\d* bytes of values: limits\.messageMb is \d+ MiB/);
});
