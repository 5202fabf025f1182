'use strict';

const { WorkerCrashError, TaskDataError } = require('../../../..');
const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

const FILE = fixture('map-tasks.js');
const numbers = (count) => Array.from({ length: count }, (_, index) => index);

describe.each(ISOLATIONS)('errors of a map, %s', (isolation) => {
  const pool = (options) => makePool(isolation, { maxWorkers: 2, ...options }, FILE);
  const open = ({ stats }) => stats.tasks.queued + stats.tasks.running;

  test('the first error ends it, and says which item it is of', async () => {
    const workers = pool();
    const error = await failure(workers.map('oddFails', [2, 4, 6, 8, 9, 10], { chunk: 3 }));
    expect(error).toBeInstanceOf(RangeError);
    expect(error).toMatchObject({ message: 'odd: 9', value: 9, index: 4 });
    expect(error.stack).toContain(__filename);
    expect(open(workers)).toBe(0);
    expect(workers.stats.tasks.failed).toBe(1);
  });

  test('an index that an error has of its own gives way to that of its item', async () => {
    const items = [0, 1, 2];
    const error = await failure(pool().map('failsAt', items, { args: [1, { index: 77 }], chunk: 3 }));
    expect(error).toMatchObject({ message: 'at 1', index: 1 });
    /** @type {any[]} */
    const settled = await pool().map('failsAt', items, { args: [1, { index: 77 }], onError: 'settle' });
    expect(settled[1].reason).toMatchObject({ message: 'at 1', index: 1 });
  });

  test('it cancels the other chunks, and closes the source', async () => {
    const workers = pool();
    let closed = 0;
    function* source() {
      try {
        for (const value of [2, 1]) yield value;
        for (;;) yield 2;
      } finally {
        closed += 1;
      }
    }
    await failure(workers.map('oddFails', source(), { chunk: 1 }));
    expect([closed, open(workers)]).toEqual([1, 0]);
    expect(await workers.run('same', [1])).toBe(1);
  });

  test('what a source throws is what the call rejects with', async () => {
    const workers = pool();
    const fault = new Error('source');
    async function* source() {
      yield 1;
      throw fault;
    }
    expect(await failure(workers.map('never', source(), { chunk: 1 }))).toBe(fault);
    expect(open(workers)).toBe(0);
  });

  test('an item that cannot be sent is named by its index', async () => {
    const items = [...numbers(7), { deep: () => 1 }];
    const error = await failure(pool().map('same', items, { chunk: 4 }));
    expect(error).toBeInstanceOf(TaskDataError);
    expect(error).toMatchObject({ code: 'ERR_TASK_NOT_SERIALIZABLE', index: 7, path: 'items[7].deep' });
    expect(error.message).toContain('(at items[7].deep)');
  });

  test('so is a result that cannot', async () => {
    const workers = pool();
    const error = await failure(workers.map('unsendable', numbers(9), { chunk: 5 }));
    expect(error).toMatchObject({ code: 'ERR_TASK_NOT_SERIALIZABLE', index: 3, path: 'value.callback' });
    /** @type {any[]} */
    const settled = await workers.map('unsendable', numbers(5), { chunk: 5, onError: 'settle' });
    expect(settled.map(({ value, reason }) => value ?? reason.code)).toEqual([
      0,
      1,
      2,
      'ERR_TASK_NOT_SERIALIZABLE',
      4,
    ]);
    expect(await failure(workers.map('generator', [1]))).toMatchObject({
      code: 'ERR_TASK_NOT_SERIALIZABLE',
      index: 0,
    });
  });

  test('settled, each item has its value or its error', async () => {
    const workers = pool();
    /** @type {any[]} */
    const settled = await workers.map('oddFails', numbers(10), { onError: 'settle', chunk: 4 });
    expect(settled.map(({ status }) => status)).toEqual(
      numbers(10).map((n) => (n % 2 ? 'rejected' : 'fulfilled')),
    );
    expect(settled[7].reason).toMatchObject({ message: 'odd: 7', index: 7 });
    expect(settled[7].reason).toBeInstanceOf(RangeError);
    expect(settled[8]).toEqual({ status: 'fulfilled', value: 8 });
  });

  test('a crash is an error of its chunk, and settled of all items in it', async () => {
    const workers = pool();
    const error = await failure(workers.map('exitAt', numbers(12), { args: [5], chunk: 4 }));
    expect(error).toBeInstanceOf(WorkerCrashError);
    expect(error).toMatchObject({ exitCode: 7, index: 4, count: 4 });
    /** @type {any[]} */
    const settled = await workers.map('exitAt', numbers(12), { args: [5], chunk: 4, onError: 'settle' });
    expect(settled.map(({ status }) => status === 'rejected')).toEqual(
      numbers(12).map((n) => n >= 4 && n < 8),
    );
    expect(settled[6].reason).toMatchObject({ code: 'ERR_WORKER_EXITED', index: 4, count: 4 });
  });

  test('retries repeat the chunk and nothing else', async () => {
    const workers = pool();
    const items = new Float64Array(numbers(12));
    expect(await workers.map('exitAt', items, { args: [5], chunk: 4, retries: 1 })).toEqual(numbers(12));
    expect(workers.stats.tasks).toMatchObject({ completed: 3, retried: 1 });
  });

  test('a timeout is that of a chunk', async () => {
    const workers = pool({ maxWorkers: 1 });
    expect(await workers.map('pause', numbers(6), { args: [60], chunk: 1, timeout: 2000 })).toEqual(
      numbers(6),
    );
    const error = await failure(workers.map('never', [1, 2], { chunk: 2, timeout: 50 }));
    expect(error).toMatchObject({ code: 'ERR_TASK_TIMEOUT', phase: 'run', index: 0, count: 2 });
  });

  test.each([
    ['a batch of too few results', 'tooFew', [1, 2, 3]],
    ['a batch of typed results in an array', 'another', new Int8Array(3)],
  ])('%s is refused', async (_, name, items) => {
    const error = await failure(pool().map(name, items, { batch: true, chunk: 3 }));
    expect(error).toMatchObject({ code: 'ERR_INVALID_RETURN_VALUE', index: 0, count: 3 });
  });
});
