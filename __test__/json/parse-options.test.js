'use strict';

const { parseJson } = require('../..');
const { parseWith } = require('../../lib/json/parse.js');
const { wrong } = require('../helpers/values.js');

const TINY = { inline: -1, chunk: 8, string: 16 };
const cut = (text, options) => parseWith(text, options, TINY);

describe('pointer', () => {
  const text = '{"a":{"b":[10,{"c/d":1,"e~f":2}]},"":0,"é":3,"a":{"b":[20,{"\\u0063/d":4}]},"m":1,"m":[{}]}';

  test.each([
    ['', JSON.parse(text)],
    ['/a/b/0', 20],
    ['/a/b/1/c~1d', 4],
    ['/a/b/1/e~0f', undefined],
    ['/a/b/2', undefined],
    ['/a/b/00', undefined],
    ['/a/b/-', undefined],
    ['/', 0],
    ['/é', 3],
    ['/m/0', {}],
    ['/m/0/x', undefined],
    ['/none', undefined],
  ])('%j', async (pointer, value) => {
    expect(await parseJson(text, { pointer })).toEqual(value);
    expect(await cut(Buffer.from(text), { pointer })).toEqual(value);
  });

  test('the document is checked beyond what is named', async () => {
    await expect(cut('{"a":1,"b":x}', { pointer: '/a' })).rejects.toThrow(SyntaxError);
  });
});

describe('reviver', () => {
  test('is called in the order of JSON.parse, with the same holders', async () => {
    const text = '{"a":[1,{"b":2},[]],"c":{"d":null},"e":"x"}';
    const log = () => {
      const calls = [];
      /** @this {object} */
      const reviver = function (key, value) {
        calls.push([key, JSON.stringify(value), JSON.stringify(this)]);
        if (key === 'd') return undefined;
        return typeof value === 'number' ? value * 2 : value;
      };
      return { calls, reviver };
    };
    const [ours, inline, theirs] = [log(), log(), log()];
    const value = JSON.parse(text, theirs.reviver);
    expect(await cut(text, { reviver: ours.reviver })).toEqual(value);
    expect(await parseJson(text, { reviver: inline.reviver })).toEqual(value);
    expect(ours.calls).toEqual(theirs.calls);
    expect(inline.calls).toEqual(theirs.calls);
  });

  test('what it throws is the rejection', async () => {
    const reviver = () => {
      throw new RangeError('no');
    };
    await expect(cut('[1]', { reviver })).rejects.toThrow(new RangeError('no'));
  });
});

describe('abort', () => {
  const text = JSON.stringify(Array.from({ length: 50_000 }, (_, id) => ({ id })));

  test('before, and while values are built', async () => {
    await expect(parseJson(text, { signal: AbortSignal.abort('why') })).rejects.toMatchObject({
      code: 'ABORT_ERR',
      cause: 'why',
    });
    const controller = new AbortController();
    const reviver = (key, value) => {
      controller.abort('later');
      return value;
    };
    await expect(parseJson(text, { signal: controller.signal, reviver, maxSlice: 0 })).rejects.toMatchObject({
      code: 'ABORT_ERR',
      cause: 'later',
    });
  });

  test('while it is checked', async () => {
    const controller = new AbortController();
    const promise = parseJson(text, { signal: controller.signal });
    controller.abort();
    await expect(promise).rejects.toMatchObject({ code: 'ABORT_ERR' });
  });
});

test.each([
  [1, {}, 'ERR_INVALID_ARG_TYPE'],
  [{}, {}, 'ERR_INVALID_ARG_TYPE'],
  [{ path: 1 }, {}, 'ERR_INVALID_ARG_TYPE'],
  ['1', null, 'ERR_INVALID_ARG_TYPE'],
  ['1', { maxSlice: '5' }, 'ERR_INVALID_ARG_TYPE'],
  ['1', { maxSlice: -1 }, 'ERR_OUT_OF_RANGE'],
  ['1', { maxSlice: NaN }, 'ERR_OUT_OF_RANGE'],
  ['1', { reviver: 1 }, 'ERR_INVALID_ARG_TYPE'],
  ['1', { pointer: 1 }, 'ERR_INVALID_ARG_TYPE'],
  ['1', { pointer: 'a' }, 'ERR_INVALID_ARG_VALUE'],
  ['1', { pointer: '/~2' }, 'ERR_INVALID_ARG_VALUE'],
])('%j with %j rejects with %s', async (data, options, code) => {
  await expect(parseJson(wrong(data), wrong(options))).rejects.toMatchObject({ code });
});
