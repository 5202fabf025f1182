'use strict';

const { ISOLATIONS } = require('./isolations.js');
const { destroyPools, failure, fixture, makePool } = require('./pools.js');
const { TaskDataError, TaskNotFoundError } = require('../..');

afterEach(destroyPools);

describe.each(ISOLATIONS)('run, %s', (isolation) => {
  test('gives the result of the function', async () => {
    const pool = makePool(isolation);
    expect(await pool.run('add', [1, 2])).toBe(3);
    expect(await pool.call.add('a', 'b')).toBe('ab');
  });

  test('starts no worker before there is a task', async () => {
    const pool = makePool(isolation);
    expect(pool.stats.workers.total).toBe(0);
    await pool.run('add', [1, 2]);
    expect(pool.stats.workers).toEqual({ total: 1, idle: 1, busy: 0, starting: 0 });
  });

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

  test('tells what cannot be sent, and where it is', async () => {
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

  test.each([
    'missing',
    'number',
    'setup',
    'teardown',
    'toString',
    'hasOwnProperty',
    '__proto__',
    'constructor',
  ])('has no task %s', async (name) => {
    const error = await failure(makePool(isolation).run(name));
    expect(error).toBeInstanceOf(TaskNotFoundError);
    expect(error.code).toBe('ERR_TASK_NOT_FOUND');
    expect(error.message).toContain('"add"');
  });

  test('calls functions as members of their module', async () => {
    const pool = makePool(isolation, {}, fixture('members.js'));
    expect(await pool.run('twice', [4])).toBe(8);
  });

  test('tells a task about itself', async () => {
    const pool = makePool(isolation, { workerData: { deep: [1] } });
    expect(await pool.run('about')).toEqual({
      id: expect.any(Number),
      name: 'about',
      attempt: 1,
      workerData: { deep: [1] },
      isWorker: true,
    });
  });

  test('runs ES modules, their named exports and the members of their default', async () => {
    const pool = makePool(isolation, { workerData: 'given' }, fixture('tasks.mjs'));
    expect(await pool.run('add', [1, 2])).toBe(3);
    expect(await pool.run('multiply', [3, 4])).toBe(12);
    expect(await pool.run('given')).toBe('given');
    expect(await pool.run('about')).toEqual({ name: 'about', isWorker: true });
  });

  test('runs what a loader in execArgv can load', async () => {
    const execArgv = ['--require', fixture('strip-types.js')];
    const pool = makePool(isolation, { execArgv }, fixture('typed.ts'));
    expect(await pool.run('double', [{ x: 21 }])).toBe(42);
  });

  test('runs a file given as a URL', async () => {
    const { pathToFileURL } = require('node:url');
    const pool = makePool(isolation, {}, pathToFileURL(fixture('tasks.js')));
    expect(await pool.run('add', [1, 2])).toBe(3);
  });

  test('gives workers their environment and arguments', async () => {
    const pool = makePool(isolation, { env: { ...process.env, OF_POOL: 'yes' }, argv: ['--one', 'two'] });
    expect(await pool.run('environment', ['OF_POOL'])).toBe('yes');
    expect(await pool.run('argv')).toEqual(['--one', 'two']);
    process.env.OF_PARENT = 'inherited';
    expect(await makePool(isolation).run('environment', ['OF_PARENT'])).toBe('inherited');
    delete process.env.OF_PARENT;
  });

  test('uses several workers at once', async () => {
    const pool = makePool(isolation, { maxWorkers: 2 });
    const places = await Promise.all(
      ['a', 'b'].map(() => pool.run('sleep', [200]).then(() => pool.run('where'))),
    );
    expect(pool.stats.workers.total).toBe(2);
    expect(places).toHaveLength(2);
  });
});
