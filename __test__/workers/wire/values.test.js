'use strict';

const { TaskDataError } = require('../../..');
const { ISOLATIONS, destroyPools, failure, makePool } = require('../helpers/pools.js');

afterEach(destroyPools);

describe.each(ISOLATIONS)('values, %s', (isolation) => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a bigint', 12345678901234567890n],
    ['a date', new Date(5)],
    ['a map', new Map([['a', { b: 1 }]])],
    ['a set', new Set([1, 'two'])],
    ['a typed array', new Float64Array([1.5, -0])],
    ['NaN', NaN],
    ['text beyond ASCII', 'naïve 🐢 \ud800'],
    ['a regular expression', /a+/gi],
    ['holes', [1, , 3]], // eslint-disable-line no-sparse-arrays
  ])('carries %s there and back', async (_name, value) => {
    const pool = makePool(isolation);
    expect(await pool.run('same', [value])).toEqual(value);
  });

  test('carries a DOMException as structured clone does, to a process as an error', async () => {
    const given = new DOMException('is gone', 'AbortError');
    const isCloned = structuredClone(given) instanceof DOMException;
    const pool = makePool(isolation);
    for (const value of [await pool.run('same', [given]), (await pool.run('same', [{ given }])).given]) {
      if (!isCloned) expect(value).toEqual({});
      else {
        const { name, message, stack, code } = value;
        expect({ name, message, stack, code }).toMatchObject({
          ...{ name: 'AbortError', message: 'is gone', code: 20 },
          stack: given.stack,
        });
        expect(value).toBeInstanceOf(isolation === 'thread' ? DOMException : Error);
        expect(Object.keys(value)).toEqual([]);
      }
    }
  });

  test('carries cycles', async () => {
    const pool = makePool(isolation);
    const value = { name: 'loop' };
    value.self = value;
    const echoed = await pool.run('same', [value]);
    expect(echoed.self).toBe(echoed);
  });

  test('keeps Buffers Buffers and typed arrays typed arrays, at any depth', async () => {
    const pool = makePool(isolation);
    const buffer = Buffer.from('bytes');
    const bytes = new Uint8Array([1, 2]);
    expect(await pool.run('isBuffer', [buffer])).toBe(true);
    expect(await pool.run('isBuffer', [bytes])).toBe(false);
    const echoed = await pool.run('same', [{ deep: [buffer, bytes], map: new Map([['b', buffer]]) }]);
    expect(Buffer.isBuffer(echoed.deep[0])).toBe(true);
    expect(echoed.deep[0].toString()).toBe('bytes');
    expect(Buffer.isBuffer(echoed.deep[1])).toBe(false);
    expect(Buffer.isBuffer(echoed.map.get('b'))).toBe(true);
  });

  test('carries megabytes', async () => {
    const pool = makePool(isolation);
    const bytes = Buffer.alloc(5 << 20, 'abc');
    expect(bytes.equals(await pool.run('same', [bytes]))).toBe(true);
  });

  test('carries errors as values', async () => {
    const pool = makePool(isolation);
    const value = Object.assign(new RangeError('inside'), { code: 'E_INSIDE' });
    const [{ reason }] = await pool.run('same', [[{ status: 'rejected', reason: value }]]);
    expect(reason).toBeInstanceOf(RangeError);
    expect(reason).toMatchObject({ message: 'inside', code: 'E_INSIDE' });
  });

  test('an error names what cannot be sent, and where it is', async () => {
    const pool = makePool(isolation);
    const argument = await failure(pool.run('same', [{ list: [1, () => {}] }]));
    expect(argument).toBeInstanceOf(TaskDataError);
    expect(argument.code).toBe('ERR_TASK_NOT_SERIALIZABLE');
    expect(argument.message).toContain('args[0].list[1]');
    const result = await failure(pool.run('unserializable'));
    expect(result).toBeInstanceOf(TaskDataError);
    expect(result.code).toBe('ERR_TASK_NOT_SERIALIZABLE');
    expect(result.message).toContain('deep[0].callback');
    expect(await pool.run('add', [1, 2])).toBe(3);
    expect(pool.stats.tasks.failed).toBe(2);
  });

  test('refuses a result that only stream can take', async () => {
    const error = await failure(makePool(isolation).run('count', [3]));
    expect(error.code).toBe('ERR_TASK_NOT_SERIALIZABLE');
    expect(error.message).toContain('stream()');
  });
});
