'use strict';

const { parseJson } = require('../..');
const { outcome } = require('./helpers/outcome.js');

/** Of so many values that the first are built before the last are checked. */
const TEXT = JSON.stringify(
  Array.from({ length: 30_000 }, (_, id) => ({
    id,
    name: `é${id}`,
    tags: ['a', id / 3],
    more: { none: null },
  })),
);
/** The text with something that is wrong after this part of it. */
const wrongAt = (part) => {
  const at = TEXT.indexOf(',{', part * TEXT.length);
  return `${TEXT.slice(0, at)};${TEXT.slice(at)}`;
};

test('the value is that of JSON.parse', async () => {
  const [first, second] = await Promise.all([parseJson(TEXT), parseJson(Buffer.from(TEXT), { maxSlice: 0 })]);
  expect(JSON.stringify(first) === TEXT).toBe(true);
  expect(JSON.stringify(second) === TEXT).toBe(true);
});

test.each([
  ['at the beginning', wrongAt(0)],
  ['in the middle', wrongAt(0.5)],
  ['near the end', wrongAt(0.99)],
  ['where the end is missing', TEXT.slice(0, -1)],
  ['behind the end', `${TEXT}]`],
])('a fault %s is refused with the message of JSON.parse', async (_, text) => {
  const theirs = await outcome(() => JSON.parse(text));
  expect(await outcome(() => parseJson(text))).toEqual(theirs);
  expect(await outcome(() => parseJson(text, { maxSlice: 0 }))).toEqual(theirs);
});

test('a reviver is not called for a document that is wrong', async () => {
  const reviver = jest.fn();
  await expect(parseJson(wrongAt(0.99), { reviver })).rejects.toThrow(SyntaxError);
  expect(reviver).not.toHaveBeenCalled();
});

test('an abort between two slices ends it', async () => {
  const controller = new AbortController();
  const promise = parseJson(TEXT, { signal: controller.signal, maxSlice: 0 });
  let turns = 0;
  const turn = () => (++turns === 5 ? controller.abort('enough') : setImmediate(turn));
  setImmediate(turn);
  await expect(promise).rejects.toMatchObject({ code: 'ABORT_ERR', cause: 'enough' });
});
