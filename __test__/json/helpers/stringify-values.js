'use strict';

class Point {
  constructor() {
    this.x = 1;
  }
  get hidden() {
    return 2;
  }
}

const proxyOf = (keys) =>
  new Proxy(
    {},
    {
      ownKeys: () => keys,
      getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
      get: (_, key) => (key === 'toJSON' ? undefined : `value of ${String(key)}`),
    },
  );

const VALUES = {
  undefined,
  null: null,
  number: 5,
  'negative zero': -0,
  'not a number': [NaN, Infinity, -Infinity],
  function: () => 1,
  symbol: Symbol('a'),
  string: 'é"\\\n\u2028😀',
  'lone surrogates': '\ud800 \udc00\ud800',
  'what objects leave out': { a: undefined, b: () => 1, c: Symbol('c'), d: null },
  'what arrays have null for': [undefined, () => 1, Symbol('c'), null],
  holes: [, 1, , 2], // eslint-disable-line no-sparse-arrays
  'empty ones': [{}, [], '', { '': {} }],
  date: { at: new Date(0), never: new Date(NaN) },
  boxed: [Object(1), Object('a'), Object(false), Object(Symbol('a'))],
  'boxed with members': Object.assign(Object(1), { a: 2 }),
  'boxed with methods of their own': [
    Object.assign(Object(1), { valueOf: () => 7, toString: () => '8' }),
    Object.assign(Object('a'), { valueOf: () => 'b', toString: () => 'c' }),
    Object.assign(Object(true), { valueOf: () => false }),
    Object.assign(Object(1), { toJSON: () => 'mine' }),
  ],
  'boxed of a subclass': [new (class extends Number {})(5), new (class extends String {})('é')],
  'a boxed BigInt with toJSON': Object.assign(Object(1n), { toJSON: () => '1n' }),
  'symbol keys': { [Symbol('a')]: 1, b: { [Symbol.for('c')]: 2 }, [Symbol.toStringTag]: 'd' },
  'toJSON that is inherited, or no function': [
    new (class extends Point {
      toJSON(key) {
        return [this.x, key];
      }
    })(),
    { toJSON: 1 },
    { toJSON: null, a: 1 },
  ],
  'toJSON with nothing to write': [{ toJSON() {} }, { a: { toJSON: () => () => 1 } }, { toJSON: () => null }],
  'long holes': Object.assign([], { 3: 'a', 5000: { b: [,] } }), // eslint-disable-line no-sparse-arrays
  'an array with members of its own': Object.assign([1], { a: 2, toString: 3 }),
  map: [new Map([[1, 2]]), new Set([1])],
  'typed arrays': [new Uint8Array(3), new Float64Array([0.1]), new DataView(new ArrayBuffer(2))],
  buffer: Buffer.from('hi'),
  'class instance': new Point(),
  'null prototype': Object.assign(Object.create(null), { ['__proto__']: 1 }),
  'own __proto__': JSON.parse('{"__proto__":{"a":1}}'),
  'toJSON gets the key': { a: { toJSON: (key) => ({ key }) }, b: [{ toJSON: (key) => typeof key }] },
  'toJSON at the top': { toJSON: (key) => ({ key }) },
  'toJSON of a function': Object.assign(() => 1, { toJSON: () => 2 }),
  'toJSON is used once': { toJSON: () => ({ toJSON: () => 1, a: 1 }) },
  'proxy of an array': new Proxy([1, [2]], {}),
  'proxy with keys in an order of its own': proxyOf(['b', '2', '1', 'a', '3']),
  'inherited and hidden members': Object.create(
    { a: 1 },
    { b: { value: 2 }, c: { value: 3, enumerable: true } },
  ),
  'the same object twice': ((a) => [a, { a }])({ b: 1 }),
  'keys like indices': { 10: 1, 9: 2, '-1': 3, '01': 4, 1.5: 5, 4294967295: 6 },
  'long strings': { a: `é"${'😀'.repeat(60_000)}`, b: ['\n'.repeat(70_000)], c: 1 },
  'a long key': { a: 1, ['"k'.repeat(50_000)]: { b: [1] }, ['l'.repeat(80_000)]: 2 },
  'many members': Array.from({ length: 20_000 }, (_, index) => ({ index, list: [index, `${index}`] })),
  'many keys': Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key ${index}`, { index }])),
  'nested lists': Array.from({ length: 500 }).reduce(
    (inner, _, index) => [index, { inner }, 'x'.repeat(99)],
    [],
  ),
};

module.exports = { Point, VALUES };
