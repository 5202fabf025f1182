'use strict';

const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../helpers/pools.js');
const { TaskNotFoundError } = require('../../..');

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

  test('gives a task information about itself', async () => {
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
