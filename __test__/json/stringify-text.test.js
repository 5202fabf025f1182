'use strict';

const fc = require('fast-check');
const { stringifyJson } = require('../..');
const { Output } = require('../../lib/json/stringify-output.js');
const { Walk } = require('../../lib/json/stringify-walk.js');
const { Style } = require('../../lib/json/stringify-style.js');
const { TimeSlice } = require('../../lib/json/time-slice.js');

const text = async (value, options) => (await stringifyJson(value, options))?.toString();

/** Any number: doubles by their bits, whole ones of every size, and halves and tenths. */
const numbers = fc.oneof(
  fc.double(),
  fc.maxSafeInteger(),
  fc
    .tuple(fc.integer(), fc.integer({ min: -30, max: 30 }))
    .map(([digits, exponent]) => digits * 10 ** exponent),
  fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map(Number),
);

test('writes numbers as JSON.stringify does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(numbers, { minLength: 50, maxLength: 200 }), async (list) => {
      expect(await text(list)).toBe(JSON.stringify(list));
    }),
    { numRuns: 200 },
  );
  const powers = Array.from({ length: 700 }, (_, index) => [10 ** (index - 350), 2 ** (2 * index - 700)]);
  expect(await text(powers)).toBe(JSON.stringify(powers));
});

test('writes every UTF-16 unit as JSON.stringify does, in strings and in keys', async () => {
  const values = Array.from(
    { length: 1 << 16 },
    (_, unit) => `${'x'.repeat(unit % 20)}${String.fromCharCode(unit)}y`,
  );
  expect((await text(values)) === JSON.stringify(values)).toBe(true);
  const objects = values
    .slice(0, 3000)
    .concat(values.slice(0xd700, 0xe100))
    .map((key) => ({ [key]: { [key]: key } }));
  expect((await text(objects)) === JSON.stringify(objects)).toBe(true);
});

test('writes strings of any length, with characters at the end of a piece', async () => {
  for (const length of [16383, 16384, 16385, 32767, 32768, 49152]) {
    for (const end of ['', 'é', '😀', '\ud83d', '"', '\ud83d"\ude00']) {
      const long = `${'a'.repeat(length - 1)}${end}${'b'.repeat(10)}`;
      const value = [long, { [long]: long, b: { [long]: [] } }];
      for (const space of ['', 1])
        expect((await text(value, { space })) === JSON.stringify(value, null, space)).toBe(true);
    }
  }
});

test('the length of the text is counted in UTF-16 units', () => {
  const write = (value, mostUnits) => {
    const walk = new Walk(value, new Output('', { mostUnits }), new Style(undefined, undefined));
    return walk.run(new TimeSlice(1000));
  };
  const value = [{ é: 'ü漢😀' }, 'a'];
  const { length } = JSON.stringify(value);
  expect(write(value, length)).toBe(true);
  expect(() => write(value, length - 1)).toThrow(new RangeError('Invalid string length'));
});
