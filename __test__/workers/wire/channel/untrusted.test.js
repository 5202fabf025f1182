'use strict';

const v8 = require('node:v8');
const { checkAccepted, deserializeUntrusted } = require('../../../../lib/workers/wire/channel/untrusted.js');
const { serialize } = require('../../../../lib/workers/wire/channel/serialize.js');
const { received } = require('./helpers/copies.js');

const MIB = 1024 * 1024;
const UNDEFINED = Buffer.from('_');

/** A message of these bytes, behind the header that V8 writes. */
function message(...parts) {
  const header = v8.serialize(0).subarray(0, 2);
  return {
    body: Buffer.concat([header, ...parts.map((part) => Buffer.from(part)), UNDEFINED]),
    attachments: [],
  };
}

/** @type {(sent: Parameters<typeof deserializeUntrusted>[0], limit?: number) => any} */
const valueOf = (sent, limit = MIB) => deserializeUntrusted(sent, limit);
const arrive = (value) => valueOf(received(value));
const own = (object) =>
  Object.defineProperty(object, '__proto__', { value: { admin: true }, enumerable: true });

describe('a key __proto__', () => {
  const places = {
    'an object': [own({ a: 1 }), (value) => value],
    'an array': [[own([1])], (value) => value[0]],
    'the key of a map': [new Map([[own({}), 1]]), (value) => [...value.keys()][0]],
    'the value of a map': [new Map([[1, own({})]]), (value) => value.get(1)],
    'a set': [new Set([own({})]), (value) => [...value][0]],
    'a cycle': [
      (() => {
        const object = own({});
        object.self = [object];
        return object;
      })(),
      (value) => value.self[0],
    ],
  };
  test.each(Object.entries(places))('is dropped from %s', (_, [value, find]) => {
    const object = find(arrive(value));
    expect(Object.hasOwn(object, '__proto__')).toBe(false);
    expect(Object.assign({}, object).admin).toBeUndefined();
    expect({}.admin).toBeUndefined();
  });

  test('is dropped from a key in UTF-16, and from the value of a __proto__ that stays', () => {
    const key = Buffer.from('__proto__', 'utf16le');
    const utf16 = message('o', [0x63, key.length], key, 'o{', [0], '{', [1]);
    expect(Object.hasOwn(valueOf(utf16), '__proto__')).toBe(false);
  });

  test('that an error is said to have is dropped', () => {
    const error = Object.assign(new Error('x'), { fine: 1 });
    const { body, attachments } = received([error]);
    const forged = Buffer.from(body.toString('latin1').replace('"\x04fine', '"\x04none'), 'latin1');
    expect(Object.keys(valueOf({ body: forged, attachments })[0])).not.toContain('__proto__');
  });
});

describe('a value that would take more than it brings is refused', () => {
  const varint = (number) => {
    const bytes = [];
    for (; number > 127; number = Math.floor(number / 128)) bytes.push((number % 128) | 128);
    return [...bytes, number];
  };
  const long = varint(30_000_000);
  test.each([
    ['a long sparse array', message('a', long, '@', [0], long)],
    ['a long dense array', message('A', long, '$', [0], long)],
    ['a resizable buffer', message('~', [0], long)],
    ['many maps', message('A', varint(100_000), ';:\0'.repeat(100_000), '$', [0], varint(100_000))],
    ['deep nesting', message('A\x01'.repeat(2000), '_', '$\0\x01'.repeat(2000))],
  ])('%s', (_, bytes) => {
    expect(() => deserializeUntrusted(bytes, MIB)).toThrow(
      expect.objectContaining({ code: 'ERR_WORKER_PROTOCOL' }),
    );
  });
});

describe('keys that V8 hashes alike, which would take it minutes to insert, are refused', () => {
  // V8 hashes the lowest 64 bits of a BigInt alone.
  const alike = Array.from({ length: 8192 }, (_, index) => BigInt(index) << 64n);
  const apart = alike.map((key) => key >> 64n);
  const collections = {
    'a set': (keys) => new Set(keys),
    'a map': (keys) => new Map(keys.map((key) => [key, null])),
  };
  test.each(Object.entries(collections))('%s', (_, collection) => {
    expect(() => deserializeUntrusted(received(collection(alike)), 16 * MIB)).toThrow(
      expect.objectContaining({ code: 'ERR_WORKER_PROTOCOL', message: expect.stringContaining('collide') }),
    );
    expect(valueOf(received(collection(apart)), 16 * MIB).size).toBe(apart.length);
  });
});

test('values that claim to be errors are refused or ignored, and never thrown as they are', () => {
  for (const list of [1, 'text', [1], [[1, 2]], [[null]], [[{}, null]], {}, new Map([[1, 2]])]) {
    const forged = v8.serialize(list).subarray(2);
    const body = Buffer.concat([v8.serialize([]), forged]);
    let error;
    try {
      deserializeUntrusted({ body, attachments: [] }, MIB);
    } catch (thrown) {
      error = thrown;
    }
    expect(error?.code ?? 'ERR_WORKER_PROTOCOL').toBe('ERR_WORKER_PROTOCOL');
  }
});

test('a sandboxed end gets an error for what the other would refuse, instead of being ended for it', () => {
  const sparse = [];
  sparse[30_000_000] = 1;
  expect(() => checkAccepted(serialize(sparse), MIB)).toThrow(
    expect.objectContaining({ code: 'ERR_TASK_NOT_SERIALIZABLE' }),
  );
  expect(checkAccepted(serialize({ plain: [1, 2] }), MIB)).toBeUndefined();
});
