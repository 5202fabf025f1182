'use strict';

const fc = require('fast-check');
const { stringifyJson } = require('../..');
const { VALUES } = require('./helpers/stringify-values.js');
const { wrong } = require('../helpers/values.js');

const text = async (value, replacer, space, more) =>
  (await stringifyJson(value, { replacer, space, ...more }))?.toString();

const SPACES = [
  1,
  2,
  10,
  11,
  3.9,
  '\t',
  '--',
  '\n',
  'ab\ncd',
  'more than ten',
  '',
  0,
  -1,
  NaN,
  Object(3),
  Object('x'),
  null,
];

describe.each(Object.entries(VALUES))('%s', (_, value) => {
  test.each([[2], ['\t'], ['\n-']])('is indented by %j as by JSON.stringify', async (space) => {
    expect(await text(value, null, space)).toBe(JSON.stringify(value, null, space));
    expect(await text(value, null, space, { maxSlice: 0.01 })).toBe(JSON.stringify(value, null, space));
  });

  test('goes through a replacer as through that of JSON.stringify', async () => {
    const replacer = (key, inner) => (key === 'a' || inner === 2 ? { replaced: [key, typeof inner] } : inner);
    expect(await text(value, replacer)).toBe(JSON.stringify(value, replacer));
  });

  test('is written with some of its keys as by JSON.stringify', async () => {
    const keys = ['b', 'a', 3, '', 'index', 'list', '1', Object('x'), Object(10), {}, null, 'b'];
    expect(await text(value, keys, 1)).toBe(JSON.stringify(value, keys, 1));
  });
});

test.each(SPACES.map((space) => [space]))('space %p is that of JSON.stringify', async (space) => {
  const value = { a: [1, { b: [], c: {} }, [[2]]], d: 'e\n\t' };
  expect(await text(value, undefined, space)).toBe(JSON.stringify(value, undefined, space));
});

test('any value is written as by JSON.stringify, however it is cut', async () => {
  const values = fc.anything({ withBoxedValues: true, withDate: true, withNullPrototype: true });
  const spaces = fc.constantFrom(...SPACES);
  const replacers = fc.constantFrom(
    undefined,
    null,
    ['a', 'b', '', '0', 1],
    (key, value) => (key.length === 1 ? undefined : value),
    (key, value) => (typeof value === 'number' ? [value] : value),
  );
  const bounded = (replacer) => {
    // A replacer that returns arrays of numbers would be called for their elements too, without an end.
    let calls = 0;
    return typeof replacer === 'function'
      ? (key, value) => ((calls += 1) > 500 ? null : replacer(key, value))
      : replacer;
  };
  await fc.assert(
    fc.asyncProperty(values, replacers, spaces, async (value, replacer, space) => {
      const expected = JSON.stringify(value, bounded(replacer), space);
      expect(await text(value, bounded(replacer), space, { maxSlice: 0 })).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test('large values with long strings, long keys and deep levels are indented as by JSON.stringify', async () => {
  let deep = {};
  for (let level = 0; level < 300; level += 1) deep = level % 2 ? [deep, level] : { deep, level, none: {} };
  const value = {
    rows: Array.from({ length: 5000 }, (_, row) => ({
      row,
      list: [row, [], {}],
      text: 'x'.repeat(row % 50),
    })),
    long: ['\n\t'.repeat(50_000), { ['k'.repeat(40_000)]: [{}] }],
    deep,
  };
  for (const space of ['\t', 10, '\n ']) {
    expect((await text(value, null, space)) === JSON.stringify(value, null, space)).toBe(true);
  }
});

test('the replacer is called with the holder, key and value of JSON.stringify, in its order', async () => {
  const value = { a: [1, { toJSON: (key) => `json of ${key}` }], 2: new Date(0), b: null };
  const calls = (write) => {
    const seen = [];
    write(
      value,
      /** @this {object} */ function replacer(key, inner) {
        seen.push([typeof key, key, inner, Array.isArray(this) || Object.keys(this)]);
        return inner;
      },
    );
    return seen;
  };
  const found = [];
  await text(
    value,
    /** @this {object} */ function replacer(key, inner) {
      found.push([typeof key, key, inner, Array.isArray(this) || Object.keys(this)]);
      return inner;
    },
  );
  expect(found).toEqual(calls(JSON.stringify));
});

test.each([
  [{ replacer: 5 }, 'options.replacer'],
  [{ replacer: {} }, 'options.replacer'],
  [{ space: {} }, 'options.space'],
  [{ space: true }, 'options.space'],
])('refuses %j', async (options, name) => {
  await expect(stringifyJson({}, wrong(options))).rejects.toMatchObject({
    code: 'ERR_INVALID_ARG_TYPE',
    message: expect.stringContaining(name),
  });
});
