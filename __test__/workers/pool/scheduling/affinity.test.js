'use strict';

const { Affinity } = require('../../../../lib/workers/pool/scheduling/affinity.js');

test('keys are spread over the places, and keep theirs', () => {
  const affinity = new Affinity(3);
  const places = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => affinity.placeOf(key));
  expect([0, 1, 2].map((place) => places.filter((other) => other === place).length)).toEqual([2, 2, 2]);
  expect(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => affinity.placeOf(key))).toEqual(places);
  expect(affinity.placeOf(undefined)).toBeUndefined();
});

test('the key unused for longest is forgotten first, and its place gets the next', () => {
  const affinity = new Affinity(10_000);
  const first = affinity.placeOf('0');
  const second = affinity.placeOf('1');
  for (let key = 2; key < 10_000; key++) affinity.placeOf(`${key}`);
  expect(affinity.placeOf('0')).toBe(first);
  expect(affinity.placeOf('new')).toBe(second);
  expect(affinity.placeOf('0')).toBe(first);
});
