'use strict';

const { ISOLATIONS, destroyPools, failure, makePool } = require('../helpers/pools.js');

afterEach(destroyPools);

describe.each(ISOLATIONS)('errors, %s', (isolation) => {
  test('have the caller in their stack', async () => {
    const pool = makePool(isolation);
    const error = await failure(pool.run('fail'));
    expect(error.stack).toContain('failing-tasks.js');
    expect(error.stack).toContain('thrown-errors.test.js');
    for (const promise of [
      pool.run('missing'),
      pool.run('exit', [0]),
      pool.run('never', [], { timeout: 10 }),
    ]) {
      expect((await failure(promise)).stack).toContain('thrown-errors.test.js');
    }
  });

  test('of a task arrive as they were thrown', async () => {
    const pool = makePool(isolation);
    const error = await failure(pool.run('fail'));
    expect(error).toBeInstanceOf(RangeError);
    expect(error).toMatchObject({ name: 'CustomError', code: 'E_CUSTOM', details: { at: [1, 2] } });
    expect(error.cause).toBeInstanceOf(TypeError);
    expect(error.cause.message).toBe('deep down');
    const many = await failure(pool.run('failMany'));
    expect(many).toBeInstanceOf(AggregateError);
    expect(many.errors[1]).toBeInstanceOf(SyntaxError);
    expect(await failure(pool.run('abortError'))).toMatchObject({ name: 'AbortError', code: 20 });
    for (const value of ['text', 0, null, undefined, { code: 1 }]) {
      expect(await failure(pool.run('failWith', [value]))).toEqual(value);
    }
  });
});
