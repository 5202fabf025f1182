'use strict';

const { Blob } = require('node:buffer');
const fs = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const fc = require('fast-check');
const { parseJson } = require('../..');
const { parseWith } = require('../../lib/json/parse.js');
const { ACCEPTED, REFUSED } = require('./documents.js');

const TINY = { inline: -1, chunk: 8, string: 16 };
const cut = (text, options) => parseWith(text, options, TINY);

/** What a call gives, in a form that can be compared: the value's own text and kind, or the error's message. */
async function outcome(call) {
  try {
    return { value: await call() };
  } catch (error) {
    return { name: error.name, message: error.message };
  }
}

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

test('bytes that are no UTF-8 are decoded as by toString', async () => {
  for (const bytes of [[0xff], [0xe2, 0x82], [0xc3, 0xa9], [0xf0, 0x9f, 0x98, 0x80, 0x80, 0x80, 0x80]]) {
    const inside = Buffer.concat([Buffer.from('["0123456789012345'), Buffer.from(bytes), Buffer.from('abc", 1]')]);
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
      const text = JSON.stringify([json, 'some text that is not short', { json }], null, indent);
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
  expect(Object.getOwnPropertyDescriptor(value, '__proto__').value).toEqual({ b: 2 });
});

describe('sources', () => {
  const text = JSON.stringify(Array.from({ length: 3000 }, (_, id) => ({ id, name: `é${id}`, tags: ['a', 'b'] })));
  const bytes = Buffer.from(text);
  const value = JSON.parse(text);
  const shared = Buffer.from(new SharedArrayBuffer(bytes.length));
  bytes.copy(shared);

  test.each([
    ['a string', text],
    ['a Buffer', bytes],
    ['a Uint8Array', new Uint8Array(bytes)],
    ['a DataView', new DataView(new Uint8Array(bytes).buffer)],
    ['an ArrayBuffer', new Uint8Array(bytes).buffer],
    ['a SharedArrayBuffer', shared.buffer],
    ['a Blob', new Blob([bytes])],
  ])('%s', async (_, data) => {
    expect(await parseJson(data)).toEqual(value);
  });

  test('a transferred ArrayBuffer is detached', async () => {
    const data = new Uint8Array(bytes);
    expect(await parseJson(data, { transfer: true })).toEqual(value);
    expect(data.byteLength).toBe(0);
  });

  test('a file, by path and by URL', async () => {
    const folder = fs.mkdtempSync(join(tmpdir(), 'offloop-json-'));
    const path = join(folder, 'a.json');
    fs.writeFileSync(path, text);
    try {
      expect(await parseJson({ path })).toEqual(value);
      expect(await parseJson({ path: require('node:url').pathToFileURL(path) })).toEqual(value);
      await expect(parseJson({ path: join(folder, 'none') })).rejects.toMatchObject({ code: 'ENOENT', syscall: 'open' });
      await expect(parseJson({ path: folder })).rejects.toMatchObject({ code: 'EISDIR' });
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  test('bytes changed after the copy do not matter', async () => {
    const data = Buffer.from(bytes);
    const promise = parseJson(data, { maxSlice: 0 });
    setTimeout(() => data.fill(0x21), 5);
    const settled = await outcome(() => promise);
    // Whether the copy was made by then is not said: it is either.
    expect(settled.value === undefined || settled.value.length === value.length).toBe(true);
  });
});

test('the loop turns while a value is built', async () => {
  const text = JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id, name: `user ${id}` })));
  let turns = 0;
  let on = true;
  const turn = () => {
    turns += 1;
    if (on) setImmediate(turn);
  };
  setImmediate(turn);
  await parseJson(text, { maxSlice: 0 });
  on = false;
  expect(turns).toBeGreaterThan(text.length / (64 * 1024));
});

describe('shapes that cannot be built in one go', () => {
  test('a million levels', async () => {
    let value = await parseJson(`${'['.repeat(1e6)}${']'.repeat(1e6)}`);
    let depth = 0;
    for (; value !== undefined; depth += 1) [value] = value;
    expect(depth).toBe(1e6);
  });

  test('a string of megabytes, with escapes and pairs of surrogates', async () => {
    const string = '😀\n"é\\'.repeat(300_000);
    expect((await parseJson(JSON.stringify({ string }))).string === string).toBe(true);
  });

  test('an object of a hundred thousand keys, an array of a million numbers', async () => {
    const object = Object.fromEntries(Array.from({ length: 1e5 }, (_, index) => [`k${index}`, index]));
    expect(await parseJson(JSON.stringify(object))).toEqual(object);
    const array = Array.from({ length: 1e6 }, (_, index) => index / 2);
    const parsed = await parseJson(JSON.stringify(array));
    expect(parsed.length === array.length && parsed.every((number, index) => number === array[index])).toBe(true);
  });
});

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
      const reviver = function (key, value) {
        calls.push([key, JSON.stringify(value), JSON.stringify(this)]);
        if (key === 'd') return undefined;
        return typeof value === 'number' ? value * 2 : value;
      };
      return { calls, reviver };
    };
    const [ours, inline, theirs] = [log(), log(), log()];
    const value = JSON.parse(text, theirs.reviver);
    expect(await cut(text, ours)).toEqual(value);
    expect(await parseJson(text, inline)).toEqual(value);
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
  await expect(parseJson(data, options)).rejects.toMatchObject({ code });
});
