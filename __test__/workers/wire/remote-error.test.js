'use strict';

const fc = require('fast-check');
const { TaskDataError } = require('../../..');
const { describe: describeError } = require('../../../lib/workers/wire/describe-error.js');
const { rebuild } = require('../../../lib/workers/wire/rebuild-error.js');
const { rebuildUntrusted } = require('../../../lib/workers/wire/rebuild-untrusted.js');

const cross = (thrown) => rebuild(structuredClone(describeError(thrown)));

test.each([
  /** @type {[string, any]} */ (['Error', new Error('plain')]),
  ['a built-in class', new URIError('odd')],
  ['an AggregateError', new AggregateError([new Error('one'), 2], 'many')],
  ['a DOMException', new DOMException('gone', 'NotFoundError')],
  ['an error of a pool', new TaskDataError('ERR_TASK_NOT_SERIALIZABLE', 'no', { path: 'args[0]' })],
])('%s keeps its class, name, message and stack', (_name, error) => {
  const rebuilt = cross(error);
  expect(Object.getPrototypeOf(rebuilt)).toBe(Object.getPrototypeOf(error));
  expect(rebuilt).toMatchObject({ name: error.name, message: error.message, stack: error.stack });
  expect(rebuilt.code).toBe(error.code);
  expect(rebuilt.errors).toEqual(error.errors);
});

test('a class of the worker’s own becomes its nearest built-in one, and keeps its name', () => {
  class QuotaError extends RangeError {
    /** @override */
    name = 'QuotaError';
  }
  const rebuilt = cross(new QuotaError('used up'));
  expect(rebuilt).toBeInstanceOf(RangeError);
  expect(rebuilt.name).toBe('QuotaError');
  expect(Object.keys(rebuilt)).toEqual([]);
});

test('own properties keep what can travel', () => {
  const error = Object.assign(new Error('x'), {
    code: 'E',
    nested: { list: [1, new Date(5)], skip() {} },
    map: new Map([['a', new Set([1])]]),
    previous: new TypeError('before'),
    skip: Symbol('s'),
  });
  expect(cross(error)).toMatchObject({
    code: 'E',
    nested: { list: [1, new Date(5)] },
    map: new Map([['a', new Set([1])]]),
    previous: expect.any(TypeError),
  });
  expect(cross(error)).not.toHaveProperty('skip');
  expect(cross(error).nested).not.toHaveProperty('skip');
});

test.each([
  ['itself', (error) => Object.assign(error, { cause: error, self: error, list: [error] })],
  [
    'a long chain',
    (error) =>
      (error.cause = Array(1000)
        .fill(0)
        .reduce((cause) => new Error('c', { cause }), error)),
  ],
  ['much text', (error) => Object.assign(error, { message: 'x'.repeat(1e7), body: 'y'.repeat(1e7) })],
  ['many properties', (error) => Array.from({ length: 1e5 }, (_, i) => (error[`p${i}`] = { i }))],
  ['wide and deep values', (error) => (error.tree = Array(2000).fill(Array(2000).fill(Array(2000).fill(1))))],
])('an error with %s stays small', (_name, burden) => {
  const error = new Error('x');
  burden(error);
  expect(JSON.stringify(describeError(error)).length).toBeLessThan(4 << 20);
});

test.each([
  ['of more than 64 KiB', new RegExp('x'.repeat(1e5)), false],
  ['with escapes', /\u202e\n/u, true],
  ['with control characters', new RegExp(String.fromCharCode(27)), false],
])('a pattern %s is whole or left out where the worker is not trusted', (_, pattern, isKept) => {
  const data = structuredClone(describeError(Object.assign(new Error('x'), { pattern, rest: 1 })));
  expect(rebuildUntrusted(data)).toMatchObject({ pattern: isKept ? pattern : undefined, rest: 1 });
});

test('a long pattern does not make an error large', () => {
  const error = Object.assign(new Error('x'), { pattern: new RegExp('x'.repeat(1e6)), rest: 1 });
  expect(cross(error)).toMatchObject({ pattern: undefined, rest: 1 });
});

test('a property that throws when it is read does no harm', () => {
  const trap = new Proxy(new Error('x'), {
    get() {
      throw new Error('caught you');
    },
  });
  const getter = Object.defineProperty(new Error('y'), 'detail', {
    enumerable: true,
    get() {
      throw new Error('caught you');
    },
  });
  expect(cross(trap)).toBeDefined();
  expect(cross(getter).message).toBe('y');
});

test('whatever a worker sends for an error, nothing is thrown and no prototype changes', () => {
  const data = fc.oneof(
    fc.anything(),
    fc.record({
      class: fc.oneof(fc.string(), fc.constantFrom('TypeError', '__proto__', 'constructor', 'DOMException')),
      name: fc.anything(),
      message: fc.anything(),
      stack: fc.anything(),
      own: fc.oneof(
        fc.anything(),
        fc.array(fc.tuple(fc.constantFrom('__proto__', 'stack', 'code', 'constructor'), fc.anything())),
      ),
    }),
    fc.record({ leaf: fc.anything() }),
    fc.record({ list: fc.array(fc.anything()) }),
    fc.record({ map: fc.array(fc.anything()) }),
    fc.record({ object: fc.array(fc.tuple(fc.string(), fc.anything())) }),
  );
  fc.assert(
    fc.property(data, (sent) => {
      rebuild(sent);
      rebuildUntrusted(sent);
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
