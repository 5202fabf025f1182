'use strict';

const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');

const { KINDS, nested } = require('../../fixtures/unreadable.js');

const FILE = fixture('unreadable.js');
const NOT_SERIALIZABLE = { name: 'TaskDataError', code: 'ERR_TASK_NOT_SERIALIZABLE' };
/** A thread is not told which message could not be read. */
const ofArguments = { thread: { name: 'WorkerCrashError', exitCode: 1 }, process: NOT_SERIALIZABLE };
const ofResults = {
  thread: { code: 'ERR_WORKER_PROTOCOL', reason: 'protocol' },
  process: NOT_SERIALIZABLE,
};

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
    expect(given).toMatchObject(ofArguments[isolation]);
    for (const name of ['own', 'emitOwn'])
      expect(await failure(pool.run(name))).toMatchObject(ofResults[isolation]);
    expect(await pool.run('echo', [1])).toBe(1);
  });

  test('of a getter that throws only its own name hears', async () => {
    const pool = makePool(isolation, {}, FILE);
    expect(await failure(pool.run('fails'))).toBeInstanceOf(RangeError);
    const missing = await failure(pool.run('missing'));
    expect(missing).toMatchObject({ code: 'ERR_TASK_NOT_FOUND', message: expect.stringContaining('"echo"') });
  });
});

test('a compiled WebAssembly module is refused, and the process that got it goes on', async () => {
  const pool = makePool('process', {}, FILE);
  const pid = await pool.run('pid');
  const module = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  expect(await failure(pool.run('echo', [module]))).toMatchObject(NOT_SERIALIZABLE);
  expect(await pool.run('pid')).toBe(pid);
});

describe('values that are nested deep, in a process', () => {
  /** Below these V8 reads all that it writes; above them it writes none. */
  const DEPTHS = [1000, 1600, 2000, 2400, 2800, 3200, 3600, 4000, 4800, 5600, 20_000];

  /** What the pool says of values of each depth: whether they arrived, or how they were refused. */
  const outcomes = (call) =>
    Promise.all(
      DEPTHS.map((depth) =>
        call(depth).then(
          () => 'arrived',
          ({ name, code }) => `${name} ${code}`,
        ),
      ),
    );
  const refused = 'TaskDataError ERR_TASK_NOT_SERIALIZABLE';

  test.each(KINDS)('%s arrive or are refused, and the worker goes on', async (kind) => {
    const pool = makePool('process', {}, FILE);
    const pid = await pool.run('pid');
    const given = await outcomes((depth) => pool.run('take', [nested(kind, depth)]));
    const got = await outcomes((depth) => pool.run('nested', [kind, depth]));
    for (const ends of [given, got]) {
      expect(ends[0]).toBe('arrived');
      expect(ends.at(-1)).toBe(refused);
      expect(new Set(ends)).toEqual(new Set(['arrived', refused]));
    }
    expect(await pool.run('pid')).toBe(pid);
  });

  test('are refused as items, as what a task sends, and as what its worker begins with', async () => {
    const pool = makePool('process', {}, FILE);
    for (const depth of DEPTHS.slice(1)) {
      const calls = [
        pool.map('take', [nested('objects', depth)]),
        pool.map('nestedObjects', [depth]),
        pool.run('emitNested', [depth]),
        pool.stream('streamNested', [depth]).next(),
      ];
      for (const end of await Promise.allSettled(calls))
        if (end.status === 'rejected') expect(end.reason).toMatchObject(NOT_SERIALIZABLE);
    }
    for (const depth of [2000, 2400, 2800, 3200]) {
      const started = makePool('process', { workerData: nested('objects', depth) }, FILE);
      const error = await started.run('pid').then(Object, (thrown) => thrown);
      if (error instanceof Error) expect(error).toMatchObject({ code: 'ERR_WORKER_START' });
      if (error instanceof Error) expect(error.message).toContain('Maximum call stack size exceeded');
    }
  });

  test('are refused among short tasks that a worker has ahead, and those have their results', async () => {
    const pool = makePool('process', {}, FILE);
    const pid = await pool.run('pid');
    const values = Array.from({ length: 60 }, (_, index) =>
      index % 3 === 0 ? nested('objects', DEPTHS[1 + (index % 8)]) : [[index]],
    );
    const ends = await Promise.allSettled(values.map((value) => pool.run('take', [value])));
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject(NOT_SERIALIZABLE);
    expect(ends.filter(({ status }, index) => index % 3 !== 0 && status === 'rejected')).toEqual([]);
    expect(await pool.run('pid')).toBe(pid);
  });
});
