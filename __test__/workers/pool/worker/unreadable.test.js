'use strict';

const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');

const FILE = fixture('unreadable.js');

afterEach(destroyPools);

/** An error that is its own cause, which older versions of V8 write and cannot read. */
function ownCause() {
  const error = new Error('own cause');
  error.cause = error;
  return error;
}

function isReadable() {
  try {
    structuredClone(ownCause());
    return true;
  } catch {
    return false;
  }
}

const withUnreadable = isReadable() ? test.skip : test;

describe.each(ISOLATIONS)('what V8 writes and cannot read, %s', (isolation) => {
  withUnreadable('ends its task, and the next one runs', async () => {
    const pool = makePool(isolation, {}, FILE);
    const given = await failure(pool.run('echo', [ownCause()]));
    expect(given).toMatchObject({ name: 'WorkerCrashError', exitCode: 1 });
    for (const name of ['own', 'emitOwn']) {
      expect(await failure(pool.run(name))).toMatchObject({
        code: 'ERR_WORKER_PROTOCOL',
        reason: 'protocol',
      });
    }
    expect(await pool.run('echo', [1])).toBe(1);
  });

  test('of a getter that throws only its own name hears', async () => {
    const pool = makePool(isolation, {}, FILE);
    expect(await failure(pool.run('fails'))).toBeInstanceOf(RangeError);
    const missing = await failure(pool.run('missing'));
    expect(missing).toMatchObject({ code: 'ERR_TASK_NOT_FOUND', message: expect.stringContaining('"echo"') });
  });
});

test('a compiled WebAssembly module ends the process that gets it with what is wrong', async () => {
  const pool = makePool('process', {}, FILE);
  const module = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  const error = await failure(pool.run('echo', [module]));
  expect(error).toMatchObject({ name: 'WorkerCrashError', exitCode: 1 });
  expect(error.stderr).toContain('cannot be deserialized');
});
