'use strict';

const { stringifyJson } = require('../..');

const text = async (value, options) => (await stringifyJson(value, options))?.toString();

test('writes objects whose keys differ, are many, or are more than can be kept', async () => {
  const shapes = [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
    { a: 1 },
    { a: 1, b: 2, c: 3 },
    [],
    { a: undefined, b: 1 },
    {},
  ];
  const value = Array.from({ length: 9000 }, (_, index) => ({
    same: shapes[index % shapes.length],
    [`k${index}`]: { ...shapes[(index * 5) % shapes.length], [`é"${index % 6000}`]: index },
    ['long '.repeat(index % 30)]: null,
  }));
  const wide = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`${index % 2 ? '' : 'k'}${index}`, [index]]),
  );
  for (const space of [0, '\t']) {
    const all = [value, wide, { wide, value: value.slice(0, 100) }];
    expect((await text(all, { space })) === JSON.stringify(all, null, space)).toBe(true);
  }
});

test('sees what the value changes in itself while it is walked, as JSON.stringify does', async () => {
  const changing = () => {
    /** @type {any} */
    const parent = {
      first: {
        toJSON() {
          parent.last = 'changed';
          delete parent.gone;
          parent.list.length = 1;
          parent.list.push('pushed');
          parent.added = 'not seen';
          return 1;
        },
      },
      gone: 1,
      list: [1, 2, 3],
      get second() {
        parent.list[1] = { toJSON: () => (parent.list[2] = 'set') };
        return [parent.list];
      },
      last: 1,
    };
    return parent;
  };
  expect(await text(changing())).toBe(JSON.stringify(changing()));
});

test('a getter may write another value meanwhile', async () => {
  const inner = [];
  const value = Array.from({ length: 2000 }, (_, index) => ({
    index,
    get other() {
      if (index % 100 === 0) inner.push(text({ inner: [index, 'text'] }));
      return `other ${index}`;
    },
  }));
  expect((await text(value)) === JSON.stringify(value)).toBe(true);
  expect((await Promise.all(inner)).slice(0, 2)).toEqual(['{"inner":[0,"text"]}', '{"inner":[100,"text"]}']);
});

test('what a value that throws had begun is in no other text', async () => {
  const throwing = { a: 'begun', b: 1.5, get c() { throw new Error('mine'); } }; // prettier-ignore
  await expect(stringifyJson(throwing)).rejects.toThrow('mine');
  expect(await text({ b: [0.5, 'own'] })).toBe('{"b":[0.5,"own"]}');
});
