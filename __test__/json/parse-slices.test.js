'use strict';

const { parseJson } = require('../..');

test('the loop turns while a value is built', async () => {
  const text = JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id, name: `user ${id}` })));
  let turns = 0;
  let on = true;
  const turn = () => {
    turns += 1;
    if (on) setImmediate(turn);
  };
  setImmediate(turn);
  await parseJson(text, { maxSlice: 0 });
  on = false;
  expect(turns).toBeGreaterThan(text.length / (64 * 1024));
});

describe('shapes that cannot be built in one go', () => {
  test('a million levels', async () => {
    let value = await parseJson(`${'['.repeat(1e6)}${']'.repeat(1e6)}`);
    let depth = 0;
    for (; value !== undefined; depth += 1) [value] = value;
    expect(depth).toBe(1e6);
  });

  test('a string of megabytes, with escapes and pairs of surrogates', async () => {
    const string = '😀\n"é\\'.repeat(300_000);
    expect((await parseJson(JSON.stringify({ string }))).string === string).toBe(true);
  });

  test('an object of a million keys', async () => {
    const members = Array.from({ length: 1e6 }, (_, index) => `"k${index}":${index}`);
    const keys = Object.keys(await parseJson(`{${members.join()}}`));
    expect(keys.length === 1e6 && keys.every((key, index) => key === `k${index}`)).toBe(true);
  });

  test('an array of a million numbers', async () => {
    const array = Array.from({ length: 1e6 }, (_, index) => index / 2);
    const parsed = await parseJson(JSON.stringify(array));
    expect(parsed.length === array.length && parsed.every((number, index) => number === array[index])).toBe(
      true,
    );
  });
});
