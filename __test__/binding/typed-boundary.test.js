'use strict';

const fs = require('node:fs');
const path = require('node:path');
const native = require('../../lib/native.js');
const { wrong } = require('../helpers/values.js');

const file = path.join(__dirname, '../../lib/native.d.ts');
const types = fs
  .readFileSync(file, 'utf8')
  .replaceAll(/\/\*[\s\S]*?\*\//g, '')
  .replaceAll(/\/\/.*/g, '');

test('nothing crosses the native boundary as any', () => {
  expect(types.match(/.*\bany\b.*/g)).toBeNull();
});

test('nothing crosses the native boundary by its position in a tuple', () => {
  expect(types.match(/.*\[[^\]].*/g)).toBeNull();
});

/** Every number that JavaScript passes for a name has its name from Rust. */
test.each([
  ['Encoding', ['Buffer', 'Hex', 'Base64', 'Base64Url']],
  ['FlushMode', ['None', 'Partial', 'Sync', 'Full', 'Finish', 'Block']],
  ['Argon2Variant', ['D', 'I', 'Id']],
])('%s is exported from Rust', (name, members) => {
  const exported = /** @type {Record<string, any>} */ (native)[name];
  expect(members.map((member) => typeof exported[member])).toEqual(members.map(() => 'number'));
  expect(new Set(members.map((member) => exported[member])).size).toBe(members.length);
});

test('a number that is not of the enumeration is refused', () => {
  const digest = new native.Digest(0);
  expect(() => digest.sync('a', wrong(99))).toThrow(/99/);
  expect(() => digest.bound().sync('a', wrong(99))).toThrow(/99/);
});
