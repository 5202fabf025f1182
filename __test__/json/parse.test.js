'use strict';

const { constants } = require('node:buffer');
const fc = require('fast-check');
const { parseJson, parseWith } = require('../../lib/json/parse.js');
/** Documents of each kind that RFC 8259 distinguishes, as in suites of tests for JSON. */
const { accepted: ACCEPTED, refused: REFUSED } = require('./helpers/documents.json');
const { outcome } = require('./helpers/outcome.js');

const TINY = { inline: -1, chunk: 8, string: 16 };
const cut = (text) => parseWith(text, undefined, TINY);

/** All keys in order, which `toEqual` does not look at. */
function order(value) {
  return JSON.stringify(value, (key, inner) => (Object.is(inner, -0) ? '-0' : inner));
}

async function expectSame(text) {
  const ours = await outcome(() => cut(text));
  const theirs = await outcome(() => JSON.parse(String(text)));
  expect(ours).toEqual(theirs);
  expect(order(ours)).toBe(order(theirs));
}

test.each(ACCEPTED)('%j is parsed as by JSON.parse, cut into small pieces', expectSame);

test.each(REFUSED)('%j is refused with the message of JSON.parse', expectSame);

test('bytes that are not UTF-8 are decoded as by toString', async () => {
  for (const bytes of [[0xff], [0xe2, 0x82], [0xc3, 0xa9], [0xf0, 0x9f, 0x98, 0x80, 0x80, 0x80, 0x80]]) {
    const inside = Buffer.concat([
      Buffer.from('["0123456789012345'),
      Buffer.from(bytes),
      Buffer.from('abc", 1]'),
    ]);
    await expectSame(inside);
    await expectSame(Buffer.from(bytes));
  }
  await expectSame(Buffer.from('\ufeff[1]'));
});

test('any value survives being cut', async () => {
  const value = fc.jsonValue({ maxDepth: 5, stringUnit: 'binary' });
  await fc.assert(
    fc.asyncProperty(value, fc.nat(2), async (json, indent) => {
      await expectSame(JSON.stringify(json, null, indent));
    }),
    { numRuns: 300 },
  );
});

test('any damage gives the message of JSON.parse', async () => {
  const character = fc.constantFrom(...'{}[]:,"\\0-+.eEtfnu \n\r\t\u0001aé😀\ud800', '');
  const damage = fc.tuple(fc.jsonValue({ maxDepth: 4 }), fc.nat(2), fc.nat(), character, fc.boolean());
  await fc.assert(
    fc.asyncProperty(damage, async ([json, indent, where, unit, cutOff]) => {
      // Once only: JSON.parse of Node 24 may take a key with an escape for a similar one of an object before it.
      const text = JSON.stringify([json, 'some text that is not short', { more: [1, true] }], null, indent);
      const at = where % text.length;
      await expectSame(text.slice(0, at) + unit + (cutOff ? '' : text.slice(at + 1)));
    }),
    { numRuns: 1000 },
  );
});

test('members named as what objects inherit are their own', async () => {
  const value = await cut('{"__proto__":{"a":1},"constructor":[1],"toString":2,"__proto__":{"b":2}}');
  expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'toString']);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.getOwnPropertyDescriptor(value, '__proto__')?.value).toEqual({ b: 2 });
});

test.each([
  ['a key', '{"', '":1}'],
  ['a string', '["', '"]'],
  ['a number', '[', ']'],
])('%s longer than a string can be is refused by its code', async (_, before, after) => {
  const text = Buffer.alloc(constants.MAX_STRING_LENGTH + 100, '1');
  text.write(before);
  text.write(after, text.length - after.length);
  const error = await parseJson(text).catch((reason) => reason);
  expect(error).toMatchObject({ code: 'ERR_STRING_TOO_LONG', message: expect.stringMatching(/longer than/) });
});
