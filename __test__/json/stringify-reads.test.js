'use strict';

const { stringifyJson } = require('../..');

test('reads members, toJSON and proxies in the order of JSON.stringify, and once', async () => {
  const events = (write) => {
    const seen = [];
    const spy = (name) =>
      new Proxy({ a: 1, b: [1] }, { get: see(name, 'get'), ownKeys: see(name, 'ownKeys') });
    const see = (name, trap) => (target, key) => {
      seen.push(`${name} ${trap} ${String(key)}`);
      return Reflect[trap](target, key);
    };
    const value = {
      first: spy('first'),
      get second() {
        return seen.push('second') && [spy('inner')];
      },
    };
    return Promise.resolve(write(value)).then(() => seen);
  };
  expect(await events((value) => stringifyJson(value))).toEqual(await events(JSON.stringify));
});

test('reads a list of keys that is a proxy in the order of JSON.stringify, and once', async () => {
  const events = async (write) => {
    const seen = [];
    const get = (target, key) => seen.push(String(key)) && Reflect.get(target, key);
    await write({ a: 1, b: 2 }, new Proxy(['b', 'a'], { get }));
    return seen;
  };
  expect(await events((value, replacer) => stringifyJson(value, { replacer }))).toEqual(
    await events(JSON.stringify),
  );
});

test.each([
  [
    'length of a proxy',
    () => new Proxy([1], { get: (target, key) => (key === 'length' ? 1n : target[key]) }),
  ],
  ['value of a boxed number', () => Object.assign(Object(1), { valueOf: () => 1n })],
])('refuses a BigInt as the %s, as JSON.stringify does', async (_name, make) => {
  expect(() => JSON.stringify(make())).toThrow(TypeError);
  await expect(stringifyJson(make())).rejects.toThrow(TypeError);
});

test('refuses a boxed number of spaces whose value is a BigInt', async () => {
  const space = Object.assign(Object(1), { valueOf: () => 1n });
  expect(() => JSON.stringify([1], null, space)).toThrow(TypeError);
  await expect(stringifyJson([1], { space })).rejects.toThrow(TypeError);
});
