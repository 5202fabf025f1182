'use strict';

const { Places } = require('../../lib/watch/results/places.js');

const entry = (name, kind = 'code') => ({ kind, name, at: name, inside: undefined, total: 0 });

test('places beyond the bound share one entry, which has no place', () => {
  /** @type {InstanceType<typeof Places<any>>} */
  const places = new Places(2, /** @type {any} */ ({ kind: 'unknown' }));
  for (const name of ['a', 'b', 'c', 'd', 'a']) places.entryOf(name, () => entry(name)).total += 1;
  expect(places.report(({ total }) => total, 5)).toEqual([
    { ...entry('a'), total: 2, share: 0.4 },
    { ...entry('other places', 'unknown'), at: undefined, total: 2, share: 0.4 },
    { ...entry('b'), total: 1, share: 0.2 },
  ]);
});

test('nothing has a share of nothing', () => {
  /** @type {InstanceType<typeof Places<any>>} */
  const places = new Places(2);
  places.entryOf('a', () => entry('a'));
  expect(places.report(({ total }) => total, 0)).toEqual([{ ...entry('a'), share: 0 }]);
});
