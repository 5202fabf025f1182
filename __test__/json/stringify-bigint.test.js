'use strict';

const { stringifyJson } = require('../..');

const text = async (value, options) => (await stringifyJson(value, options))?.toString();

test('writes a BigInt that has a toJSON, of its prototype or by a replacer', async () => {
  const value = { a: [1n, Object(2n)] };
  Object.defineProperty(BigInt.prototype, 'toJSON', {
    configurable: true,
    value(key) {
      return `${typeof this} ${this} at ${key}`;
    },
  });
  try {
    expect(await text(value)).toBe(JSON.stringify(value));
  } finally {
    delete (/** @type {any} */ (BigInt.prototype).toJSON);
  }
  const replacer = (_, inner) => (typeof inner === 'bigint' ? `${inner}n` : inner);
  expect(await text([1n], { replacer })).toBe('["1n"]');
});

test.each([1n, [Object(1n)], { a: [1n] }])('refuses a BigInt', async (value) => {
  await expect(stringifyJson(value)).rejects.toThrow(new TypeError('Do not know how to serialize a BigInt'));
});
