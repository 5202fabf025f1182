'use strict';

const { deserialize } = require('../../../../lib/workers/wire/channel/deserialize.js');
const { serialize } = require('../../../../lib/workers/wire/channel/serialize.js');
const { KINDS, MARK } = require('../../../../lib/workers/wire/channel/short-form.js');
const { isShort } = require('../../../../lib/workers/wire/channel/short-reader.js');
const { checkAccepted, deserializeUntrusted } = require('../../../../lib/workers/wire/channel/untrusted.js');
const { WAYS, bytesOf } = require('./helpers/copies.js');

const { INTEGER, NUMBER, TEXT, LONG_TEXT, ARRAY, VIEW, NULL } = KINDS;
const BUFFER = 0;
const FLOATS = 10;

test('it is what it is described as', () => {
  const { body } = serialize(['é', -2, Buffer.from('ab')]);
  const parts = [MARK, ARRAY, 3, TEXT, 1, 0xe9, INTEGER, 0xfe, 0xff, 0xff, 0xff, VIEW, BUFFER, 2, 0, 0, 0];
  expect([...body]).toEqual([...parts, ...Buffer.from('ab')]);
});

const once = Buffer.from('x');
const HAVE = {
  'a task': ['run', 7, 'echo', [Buffer.alloc(1024)], 1, undefined],
  primitives: [null, undefined, true, false, 0, -0, 1.5, NaN, -Infinity, 2 ** 31, -(2 ** 31), 'text', ''],
  'nested arrays': [[[[[[[1]]]]]]],
  'the longest text of a byte': ['x'.repeat(255)],
  'a longer text': ['é'.repeat(256)],
  'a text as long as there is room for': ['x'.repeat(65_000)],
  'the longest array': [new Array(255).fill(1)],
  'the longest view': ['result', 7, Buffer.alloc(65_536, 'long')],
};
const HAVE_NOT = {
  'a bigint': [1n],
  'a date': [new Date(0)],
  'an error': [new Error('no')],
  'an ArrayBuffer': [new ArrayBuffer(8)],
  'a text without room': ['x'.repeat(70_000)],
  'a text beyond Latin-1': ['Ā'],
  'a longer text beyond Latin-1': [`${'x'.repeat(300)}Ā`],
  'a longer array': [new Array(256).fill(1)],
  'a large view': [Buffer.alloc(65_537)],
  'much in all': [Buffer.alloc(40_000), Buffer.alloc(40_000)],
  'nine objects': [[], [], [], [], {}, {}, {}, {}],
  'an object twice': [once, once],
  'an array with a hole': [[1, , 2]], // eslint-disable-line no-sparse-arrays
  'an array with a hole and a name instead': Object.assign([1, , 2], { a: 1 }), // eslint-disable-line no-sparse-arrays
  'an array with a name': [Object.assign([1], { a: 1 })],
  'an array within itself': (() => {
    /** @type {any[]} */
    const array = [1];
    array.push(array);
    return array;
  })(),
};

describe.each(Object.entries(WAYS))('by way of %s', (_, copy) => {
  test.each(Object.entries(HAVE))('%s has it, and arrives', (__, value) => {
    expect(isShort(serialize(value))).toBe(true);
    expect(copy(value)).toEqual(value);
  });

  test.each(Object.entries(HAVE_NOT))('%s does not have it, and arrives', (__, value) => {
    expect(isShort(serialize(value))).toBe(false);
    expect(copy(value)).toEqual(value);
  });

  test('a getter may serialize something itself, or throw', () => {
    const meddling = ['before', , 'after']; // eslint-disable-line no-sparse-arrays
    Object.defineProperty(meddling, 1, { enumerable: true, get: () => copy(['mine', 'others']) });
    expect(copy(meddling)).toEqual(['before', ['mine', 'others'], 'after']);
    const throwing = Object.defineProperty([0], 0, {
      enumerable: true,
      get() {
        throw new Error('not now');
      },
    });
    expect(() => copy(throwing)).toThrow(expect.objectContaining({ code: 'ERR_TASK_NOT_SERIALIZABLE' }));
    expect(copy(['again'])).toEqual(['again']);
  });

  test('what arrives is a copy of its part of the message', () => {
    const value = [Buffer.from('abc'), new Float64Array(2)];
    const { body } = serialize(value);
    const arrived = copy(value);
    body.fill(0);
    expect(bytesOf(arrived[1])).toBe(bytesOf(value[1]));
    expect(arrived[1].buffer.byteLength).toBe(16);
  });
});

test('a sandboxed end sends it unseen: its reader refuses what is wrong', () => {
  expect(checkAccepted(serialize([Buffer.from('x')]), 10)).toBeUndefined();
});

const REFUSED = {
  nothing: [],
  'an unknown kind': [11],
  'an integer cut short': [INTEGER, 0, 0, 0],
  'a number cut short': [NUMBER, 0, 0, 0, 0, 0, 0, 0],
  'a text without a length': [TEXT],
  'a text cut short': [TEXT, 3, 0x61, 0x62],
  'a long text cut short': [LONG_TEXT, 0, 1, 0, 0, 0x61],
  'a text of 4 GiB': [LONG_TEXT, 0xff, 0xff, 0xff, 0xff],
  'an array cut short': [ARRAY, 2, NULL],
  'a view cut short': [VIEW, BUFFER, 3, 0, 0, 0, 1, 2],
  'a view of 4 GiB': [VIEW, BUFFER, 0xff, 0xff, 0xff, 0xff],
  'a view of no kind': [VIEW, 99, 0, 0, 0, 0],
  'a view without a kind': [VIEW],
  'a view of half a float': [VIEW, FLOATS, 4, 0, 0, 0, 1, 2, 3, 4],
  'a second value': [NULL, NULL],
  'too many objects': [ARRAY, 8, ...new Array(8).fill([ARRAY, 0]).flat()],
  'deep nesting': new Array(1000).fill([ARRAY, 1]).flat(),
};

const READERS = {
  'a trusted end': deserialize,
  'an end that is not trusted': (message) => deserializeUntrusted(message, 1024 * 1024),
};
const refusal = expect.objectContaining({ code: 'ERR_WORKER_PROTOCOL' });

describe.each(Object.entries(READERS))('from %s', (_, read) => {
  test.each(Object.entries(REFUSED))('%s is refused', (__, bytes) => {
    const body = Buffer.from([MARK, ...bytes]);
    expect(() => read({ body, attachments: [] })).toThrow(refusal);
  });

  test('one with buffers beside it is refused', () => {
    const { body } = serialize([1]);
    expect(() => read({ body, attachments: [new ArrayBuffer(70_000)] })).toThrow(refusal);
  });
});
