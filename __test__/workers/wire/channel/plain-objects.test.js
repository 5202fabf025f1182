'use strict';

const { deserialize } = require('../../../../lib/workers/wire/channel/deserialize.js');
const { serialize } = require('../../../../lib/workers/wire/channel/serialize.js');
const { KINDS, MARK } = require('../../../../lib/workers/wire/channel/short-form.js');
const { isShort } = require('../../../../lib/workers/wire/channel/short-reader.js');
const { deserializeUntrusted } = require('../../../../lib/workers/wire/channel/untrusted.js');
const { WAYS } = require('./helpers/copies.js');

// Plain objects in the short form; short-form.test.js has the rest of it.

const { LONG_TEXT, ARRAY, OBJECT, NULL } = KINDS;

test('their form is what it is described as', () => {
  const { body } = serialize({ b: null, é: ['x'.repeat(256)] });
  const keys = [MARK, OBJECT, 2, 1, 0x62, NULL, 1, 0xe9, ARRAY, 1, LONG_TEXT, 0, 1, 0, 0];
  expect([...body]).toEqual([...keys, ...Buffer.from('x'.repeat(256))]);
});

const HAVE = {
  'a plain object': ['run', 7, 'render', [{ customer: 'acme', pages: [1, 2], options: { a: undefined } }]],
  'an object without keys': [{}],
  'an object with the longest key': { ['k'.repeat(255)]: 1 },
  'an object with the most keys': Object.fromEntries(
    Array.from({ length: 255 }, (_, index) => [index, index]),
  ),
  'an object with names of methods that all objects have': { constructor: 1, toString: 'text', valueOf: [] },
};
const HAVE_NOT = {
  'an object of a class': [new (class Point {})()],
  'an object without a prototype': [Object.assign(Object.create(null), { a: 1 })],
  'an object with a key beyond Latin-1': [{ Ā: 1 }],
  'an object with a longer key': [{ ['k'.repeat(256)]: 1 }],
  'an object with more keys': Object.fromEntries(Array.from({ length: 256 }, (_, index) => [index, index])),
  'an object with a part that has none': [{ a: { b: 1n } }],
};

describe.each(Object.entries(WAYS))('by way of %s', (_, copy) => {
  test.each(Object.entries(HAVE))('%s has the short form, and arrives', (__, value) => {
    expect(isShort(serialize(value))).toBe(true);
    expect(copy(value)).toStrictEqual(value);
  });

  test.each(Object.entries(HAVE_NOT))('%s does not have it, and arrives', (__, value) => {
    expect(isShort(serialize(value))).toBe(false);
    expect(copy(value)).toEqual(value);
  });

  test('what only the built-in class of an object shows is seen', () => {
    const plain = (object) => Object.setPrototypeOf(object, Object.prototype);
    expect(copy([plain(new Map([[1, 2]]))])).toEqual([new Map([[1, 2]])]);
    expect(copy([plain(new Date(7))])).toEqual([new Date(7)]);
    for (const object of [plain(Promise.resolve()), new Proxy({}, {}), plain(new WeakMap())])
      expect(() => copy([object])).toThrow(expect.objectContaining({ code: 'ERR_TASK_NOT_SERIALIZABLE' }));
  });

  test('a getter is called for its value, and may remove what comes after it', () => {
    const object = {
      get a() {
        return 'read';
      },
      get b() {
        return delete (/** @type {any} */ (this).c);
      },
      c: 1,
    };
    expect(copy([object])).toEqual([{ a: 'read', b: true }]);
  });

  test('a key is set on the object itself, whatever the prototype of all objects has', () => {
    const set = jest.fn();
    Object.defineProperty(Object.prototype, 'trap', { set, configurable: true });
    try {
      expect(Object.getOwnPropertyDescriptor(copy([{ trap: 1 }])[0], 'trap')).toMatchObject({ value: 1 });
    } finally {
      delete (/** @type {any} */ (Object.prototype).trap);
    }
    expect(set).not.toHaveBeenCalled();
  });
});

/** @type {Record<string, number[]>} */
const REFUSED = {
  'an object cut short': [OBJECT, 2, 1, 0x61, NULL],
  'a key without a value': [OBJECT, 1, 1, 0x61],
  'a key __proto__': [OBJECT, 1, 9, ...Buffer.from('__proto__'), NULL],
  'too many objects': [ARRAY, 8, ...new Array(8).fill([OBJECT, 0]).flat()],
};

test.each(Object.entries(REFUSED))('%s is refused from either end', (_, bytes) => {
  const message = { body: Buffer.from([MARK, ...bytes]), attachments: [] };
  const refusal = expect.objectContaining({ code: 'ERR_WORKER_PROTOCOL' });
  expect(() => deserialize(message)).toThrow(refusal);
  expect(() => deserializeUntrusted(message, 1024 * 1024)).toThrow(refusal);
});
