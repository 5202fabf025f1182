'use strict';

const fc = require('fast-check');
const { stringifyJson } = require('../..');
const { Point, VALUES } = require('./helpers/stringify-values.js');
const { wrong } = require('../helpers/values.js');

const text = async (value, options) => (await stringifyJson(value, options))?.toString();

test.each(Object.entries(VALUES))('writes as JSON.stringify does: %s', async (_, value) => {
  expect(await text(value)).toBe(JSON.stringify(value));
  expect(await text(value, { maxSlice: 0.01 })).toBe(JSON.stringify(value));
});

(JSON.rawJSON === undefined ? test.skip : test)('writes raw JSON', async () => {
  const value = [JSON.rawJSON('1e1000'), { a: JSON.rawJSON('"a"') }, JSON.rawJSON(`"${'b'.repeat(1e5)}"`)];
  expect(await text(value)).toBe(JSON.stringify(value));
});

test('writes any value as JSON.stringify does', async () => {
  const values = fc.anything({ withBoxedValues: true, withDate: true, withMap: true, withTypedArray: true });
  await fc.assert(
    fc.asyncProperty(values, async (value) => {
      expect(await text(value)).toBe(JSON.stringify(value));
    }),
    { numRuns: 500 },
  );
});

const circle = (links) => {
  const root = {};
  const last = links.reduce((value, key) => (value[key] = /^\d+$/.test(key) ? [] : new Point()), root);
  return Object.assign(last, { back: root }) && { root };
};

test.each([[[]], [['a']], [['a', 'b']], [['', 'b', 'c']], [['a', 'b', 'c', 'd', 'e']]])(
  'refuses a circle of %j with the message of JSON.stringify',
  async (links) => {
    const value = circle(links);
    expect(() => JSON.stringify(value)).toThrow(TypeError);
    const { message } = (() => {
      try {
        return JSON.stringify(value);
      } catch (error) {
        return error;
      }
    })();
    await expect(stringifyJson(value)).rejects.toThrow(new TypeError(message));
  },
);

test('rejects with what the value throws', async () => {
  const error = new Error('mine');
  const value = [
    {
      get a() {
        throw error;
      },
    },
  ];
  await expect(stringifyJson(value)).rejects.toBe(error);
});

test('refuses what is longer than a string can be', async () => {
  const sparse = [];
  sparse.length = 2 ** 32 - 1;
  await expect(stringifyJson(sparse)).rejects.toThrow(new RangeError('Invalid string length'));
});

test('writes lists nested 100 000 deep', async () => {
  const depth = 100_000;
  let value = [];
  for (let level = 1; level < depth; level += 1) value = [value];
  expect(await text(value)).toBe('['.repeat(depth) + ']'.repeat(depth));
});

test('lets others have the event loop, and stops at an abort', async () => {
  const controller = new AbortController();
  const value = Array.from({ length: 1e5 }, (_, index) => ({ index }));
  const promise = stringifyJson(value, { maxSlice: 0.1, signal: controller.signal });
  setImmediate(() => controller.abort('enough'));
  await expect(promise).rejects.toMatchObject({ code: 'ABORT_ERR', cause: 'enough' });
  await expect(stringifyJson(1, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'ABORT_ERR',
  });
});

test.each([
  [{ maxSlice: '5' }, 'ERR_INVALID_ARG_TYPE'],
  [{ maxSlice: -1 }, 'ERR_OUT_OF_RANGE'],
  [{ maxSlice: NaN }, 'ERR_OUT_OF_RANGE'],
  [{ signal: 1 }, 'ERR_INVALID_ARG_TYPE'],
  [null, 'ERR_INVALID_ARG_TYPE'],
])('refuses the options %j', async (options, code) => {
  await expect(stringifyJson({}, wrong(options))).rejects.toMatchObject({ code });
});
