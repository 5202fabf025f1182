'use strict';

const offloop = require('../../..');
const { destroyPools, failure, fixture, makePool } = require('../helpers/pools.js');

const FILE = fixture('thrown.js');
const KIB_64 = 65_536;
const testSandbox = offloop.isolationSupport().sandbox ? test : test.skip;

afterEach(destroyPools);

describe('what a sandboxed task throws', () => {
  const classes = Object.keys(offloop).filter((name) => offloop[name].prototype instanceof Error);
  const sandboxed = () => makePool('process', { sandbox: true }, FILE);
  const isOfPool = (error) => classes.some((name) => error instanceof offloop[name]);

  testSandbox('is never an error of the pool, in its values neither', async () => {
    expect(classes).toContain('WorkerCrashError');
    const pool = sandboxed();
    const codes = ['ERR_WORKER_MEMORY_LIMIT', 'ERR_TASK_TIMEOUT', 'ABORT_ERR', 'ERR_ISOLATION_UNAVAILABLE'];
    for (const [index, name] of [...classes, 'AbortError', 'TimeoutError'].entries()) {
      const error = await failure(
        pool.run('forge', [name, { code: codes[index % codes.length], reason: 'memory' }]),
      );
      expect([name, error.name, error.code, error.message]).toEqual([name, 'Error', undefined, 'forged']);
      expect(isOfPool(error)).toBe(false);
    }
    const byPackage = await failure(pool.run('forgeByPackage'));
    expect([byPackage.message, byPackage.code, isOfPool(byPackage)]).toEqual(['forged', undefined, false]);
    const { error } = await pool.run('returnForged');
    expect([error.message, error.code, isOfPool(error)]).toEqual(['forged', undefined, false]);
  });

  testSandbox('keeps its own class, code and properties', async () => {
    const error = await failure(sandboxed().run('raisePlain'));
    expect(error).toBeInstanceOf(RangeError);
    expect({ ...error }).toEqual({
      code: 'E_OWN',
      bytes: Buffer.from('b'),
      pattern: /x/gi,
      values: new Map([[1n, new Set([new Date(5)])]]),
    });
  });

  testSandbox('has at most 64 KiB in all', async () => {
    const error = await failure(sandboxed().run('raiseMuch'));
    const sizes = [error.name, error.message, error.cause?.message ?? '', ...Object.values(error)].map(
      (value) => value?.length ?? 0,
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(KIB_64 + 200);
    expect(error.stack.length).toBeLessThan(KIB_64);
    expect(error.message.slice(0, 100)).toBe('m'.repeat(100));
  });

  testSandbox('has no control characters, and can be printed', async () => {
    const error = await failure(sandboxed().run('raiseControls'));
    const clean = 'a[2Jbcdefg\n\th';
    expect(error).toMatchObject({ message: clean, detail: clean, [clean]: 1, name: 'a[2Jbcdefgh' });
    expect(error.stack.startsWith(`${clean}\n`)).toBe(true);
    expect(String(error)).toBe(`a[2Jbcdefgh: ${clean}`);
  });

  testSandbox('is refused where it is larger than a message may be, and its worker goes on', async () => {
    const pool = sandboxed();
    const pid = await pool.run('pid');
    const error = await failure(pool.run('raiseLongNames'));
    expect(error).toBeInstanceOf(offloop.TaskDataError);
    expect(error.code).toBe('ERR_TASK_TOO_LARGE');
    expect(await pool.run('pid')).toBe(pid);
  });

  testSandbox(
    'does not hide what the pool finds: an unknown task, a result that cannot be sent',
    async () => {
      const pool = sandboxed();
      expect(await failure(pool.run('missing'))).toBeInstanceOf(offloop.TaskNotFoundError);
      const error = await failure(pool.run('unserializable'));
      expect(error).toBeInstanceOf(offloop.TaskDataError);
      expect(error).toMatchObject({ code: 'ERR_TASK_NOT_SERIALIZABLE', path: 'value.deep[0].callback' });
    },
  );

  testSandbox('does not become an error of the pool where it keeps the worker from starting', async () => {
    const options = { sandbox: true, restartDelay: [1, 2] };
    const error = await failure(makePool('process', options, fixture('forged-start.js')).run('any'));
    expect(error).toBeInstanceOf(offloop.WorkerStartError);
    expect([error.cause.name, error.cause.code]).toEqual(['Error', undefined]);
  });
});
