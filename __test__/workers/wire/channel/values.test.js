'use strict';

const v8 = require('node:v8');
const fc = require('fast-check');
const { serialize } = require('../../../../lib/workers/wire/channel/serialize.js');
const { WAYS, bytesOf } = require('./helpers/copies.js');

const LARGE = 100_000;

// One way drops keys called `__proto__`, on purpose: untrusted.test.js has those.
const key = fc.string({ unit: 'binary' }).filter((name) => name !== '__proto__');

const values = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  key,
  values: [
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[\ud800-\udfff]*$/),
    fc.double(),
    fc.bigInt(),
    fc.boolean(),
    fc.constantFrom(undefined, null, -0, NaN, Infinity, /a+/gi, new Date(NaN)),
  ],
});

/** Dense arrays instead of those that V8's reader has made, which V8 writes as if they had holes. */
function packed(value) {
  if (isPlain(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, packed(inner)]));
  const isDense = Array.isArray(value) && Object.keys(value).join() === [...value.keys()].join();
  if (!isDense) return value;
  const list = [];
  for (const item of value) list.push(packed(item));
  return list;
}

function isPlain(value) {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** @type {any} */
const cycle = { list: [1, 2] };
cycle.self = cycle;
cycle.list.push(cycle.list);
const shared = { once: true };

/** @type {any[]} */
const KINDS = [
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
  ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView],
];

describe.each(Object.entries(WAYS))('by way of %s', (_, copy) => {
  test('any value arrives as V8 clones it', () => {
    fc.assert(
      fc.property(values, (value) => {
        const expected = v8.deserialize(v8.serialize(value));
        expect(bytesOf(packed(copy(value)))).toBe(bytesOf(packed(expected)));
      }),
      { numRuns: 300 },
    );
  });

  test('cycles and what is shared keep their shape', () => {
    const arrived = copy({ cycle, shared: [shared, shared] });
    expect(arrived.cycle.self).toBe(arrived.cycle);
    expect(arrived.cycle.list[2]).toBe(arrived.cycle.list);
    expect(arrived.shared[0]).toBe(arrived.shared[1]);
  });

  test.each(KINDS.map((Kind) => [Kind.name, Kind]))('%s of any size arrives', (name, Kind) => {
    for (const size of [0, 8, 65_536, LARGE]) {
      const { buffer } = Uint8Array.from({ length: size + 16 }, (__, index) => index);
      const view = new Kind(buffer, 8, size / (Kind.BYTES_PER_ELEMENT ?? 1));
      const arrived = copy([view, view]);
      expect(Object.prototype.toString.call(arrived[0])).toBe(`[object ${name}]`);
      expect(Buffer.from(arrived[0].buffer).equals(Buffer.from(buffer, 8, size))).toBe(true);
      expect(arrived[1]).toBe(arrived[0]);
    }
  });

  test.each([0, 10, 10_000, 65_537])(
    'a Buffer of %i bytes stays a Buffer, a large one with memory of its own',
    (size) => {
      const arrived = copy({ data: Buffer.alloc(size, 'abc') });
      expect(Buffer.isBuffer(arrived.data)).toBe(true);
      expect(arrived.data.equals(Buffer.alloc(size, 'abc'))).toBe(true);
      if (size >= Buffer.poolSize) expect(arrived.data.buffer.byteLength).toBe(size);
    },
  );

  test.each([8, LARGE])('an ArrayBuffer of %i bytes arrives, wherever it is', (size) => {
    const { buffer } = new Uint8Array(size).fill(7);
    const arrived = copy([buffer, new Map([['key', buffer]]), { deep: [new Set([buffer])] }]);
    expect(Buffer.from(arrived[0]).equals(Buffer.alloc(size, 7))).toBe(true);
    expect(arrived[1].get('key')).toBe(arrived[0]);
    expect([...arrived[2].deep[0]][0]).toBe(arrived[0]);
  });

  test('an error keeps class, code, properties and cause, in the realm of its receiver', () => {
    const cause = Object.assign(new RangeError('inner'), { code: 'E_INNER' });
    const error = Object.assign(new TypeError('outer', { cause }), { code: 'E_OUTER', detail: [1] });
    const { failed } = copy({ failed: error });
    expect(failed).toBeInstanceOf(TypeError);
    expect(failed).toMatchObject({ message: 'outer', stack: error.stack, code: 'E_OUTER', detail: [1] });
    expect(failed.cause).toBeInstanceOf(RangeError);
    expect(failed.cause).toMatchObject({ message: 'inner', code: 'E_INNER' });
  });
});

test('only views of 64 KiB and less are in the value itself', () => {
  const { body, attachments } = serialize([
    Buffer.alloc(65_536),
    Buffer.alloc(65_537),
    new ArrayBuffer(70_000),
  ]);
  expect(body.length).toBeLessThan(66_000);
  expect(attachments.map((part) => part.byteLength).sort()).toEqual([65_537, 70_000]);
});
