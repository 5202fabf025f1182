'use strict';

const fc = require('fast-check');
const { parseJson } = require('../..');
const { parseWith } = require('../../lib/json/parse.js');

const TINY = { inline: -1, chunk: 8, string: 16 };

const DOCUMENTS = [
  '12345678901234567890',
  '"\\u0041"',
  '[1,2.50,"x",{"a":1e3,"b":[null,true]},[],{}]',
  '{"a":1,"b":[0.10],"a":2.0}',
  '{"a":1,"a":[1]}',
  '{"a":[1],"b":2,"a":1.0}',
  `{"long":"${'ab\\u0041'.repeat(40)}","n":[1.0,2.0,3.0,4.0,5.0,6.0,7.0,{"q":-0.0}]}`,
  '{"__proto__":1.0,"x":{"__proto__":{"y":2.0}}}',
  '["\\ud800",1e999]',
];

/** @typedef {(holder: any, key: string) => void} Change */

/**
 * The arguments of each call of a reviver that may change values.
 * @param {Change} [change]
 */
function recorder(change = () => {}) {
  const calls = [];
  /** @this {any} @param {[string, any]} given */
  const reviver = function reviver(...given) {
    calls.push(JSON.stringify(given));
    change(this, given[0]);
    return given[1];
  };
  return { calls, reviver };
}

/** @type {[string, Change][]} */
const CHANGES = [
  ['nothing', () => {}],
  ['the next element', (holder, key) => Array.isArray(holder) && key === '0' && (holder[1] = 'changed')],
  ['the next element to the same', (holder, key) => key === '0' && holder[1] === 2 && (holder[1] = 2)],
  ['all to one array', (holder, key) => key === 'a' && (holder.b = [0.1])],
];

describe.each(CHANGES)('a reviver that changes %s', (_, change) => {
  test.each(DOCUMENTS)('gets what that of JSON.parse gets, in pieces too: %s', async (text) => {
    const theirs = recorder(change);
    JSON.parse(text, theirs.reviver);
    for (const call of [
      (reviver) => parseWith(text, { reviver }, TINY),
      (reviver) => parseJson(text, { reviver }),
    ]) {
      const mine = recorder(change);
      await call(mine.reviver);
      expect(mine.calls).toEqual(theirs.calls);
    }
  });
});

test('gets what that of JSON.parse gets, for any document', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (text) => {
      const [theirs, mine] = [recorder(), recorder()];
      JSON.parse(text, theirs.reviver);
      await parseWith(text, { reviver: mine.reviver }, TINY);
      expect(mine.calls).toEqual(theirs.calls);
    }),
    { numRuns: 300 },
  );
});

test('a large number is read exactly where this version of Node has sources', async () => {
  const text = `[${'"filler",'.repeat(20_000)}{"id":12345678901234567890}]`;
  const exact = (key, value, context) => (key === 'id' && context?.source ? BigInt(context.source) : value);
  const expected = JSON.parse(text, exact).at(-1);
  expect((await parseJson(text, { reviver: exact })).at(-1)).toEqual(expected);
});
