'use strict';

const { getEventListeners } = require('node:events');
const { until } = require('../../helpers/until.js');
const { ISOLATIONS, destroyPools, failure, makePool } = require('../helpers/pools.js');

afterEach(destroyPools);

const soon = (ms = 50) => AbortSignal.timeout(ms);

describe.each(ISOLATIONS)('cancelling, %s', (isolation) => {
  test('rejects at once, and starts nothing, when the signal is aborted already', async () => {
    const pool = makePool(isolation);
    const reason = new Error('too late');
    await expect(pool.run('add', [1, 2], { signal: AbortSignal.abort(reason) })).rejects.toMatchObject({
      name: 'AbortError',
      code: 'ABORT_ERR',
      message: 'The operation was aborted',
      cause: reason,
    });
    expect(pool.stats.workers.total).toBe(0);
    expect(pool.stats.tasks.cancelled).toBe(1);
  });

  test('takes a waiting task out of the queue', async () => {
    const pool = makePool(isolation);
    const controller = new AbortController();
    const running = pool.run('sleep', [200, 'kept']);
    const waiting = failure(pool.run('add', [1, 2], { signal: controller.signal }));
    expect(pool.stats.tasks.queued).toBe(2);
    controller.abort();
    expect((await waiting).code).toBe('ABORT_ERR');
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    expect(await running).toBe('kept');
  });

  test('leaves no listener on the signal of a task that ends by itself', async () => {
    const { signal } = new AbortController();
    const pool = makePool(isolation);
    await pool.run('add', [1, 2], { signal });
    await failure(pool.run('fail', [], { signal }));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test.each(['spin', 'never'])(
    'ends the worker of a task that never looks at its signal: %s',
    async (name) => {
      const pool = makePool(isolation, { gracePeriod: 60_000 });
      await pool.ready();
      const exit = new Promise((resolve) => {
        pool.once('workerExit', resolve);
      });
      const error = await failure(pool.run(name, [], { signal: soon() }));
      expect(error.code).toBe('ABORT_ERR');
      expect(await exit).toMatchObject({ reason: 'abort' });
      expect(await pool.run('add', [1, 2])).toBe(3);
      expect(pool.stats.tasks.crashed).toBe(0);
    },
  );

  test('lets a task that looks at its signal end by itself, and keeps its worker', async () => {
    const pool = makePool(isolation, { gracePeriod: 60_000 });
    const place = await pool.run('where');
    const controller = new AbortController();
    const messages = [];
    const onMessage = (value) => {
      messages.push(value);
      controller.abort();
    };
    const error = await failure(pool.run('cooperate', [50], { signal: controller.signal, onMessage }));
    expect(error.code).toBe('ABORT_ERR');
    await until(() => pool.stats.workers.idle === 1);
    expect(await pool.run('where')).toBe(place);
    expect(messages).toEqual(['looks']);
  });

  test('gives the signal of the task the caller’s reason', async () => {
    const pool = makePool(isolation, { maxWorkers: 2, gracePeriod: 60_000, stdio: 'pipe' });
    const output = [];
    pool.on('workerOutput', ({ chunk }) => output.push(chunk));
    const controller = new AbortController();
    const task = failure(pool.run('writeReason', [], { signal: controller.signal }));
    await until(() => pool.stats.tasks.running === 1);
    await until(() => output.length > 0);
    controller.abort(Object.assign(new RangeError('changed my mind'), { code: 'E_MIND' }));
    expect((await task).cause.message).toBe('changed my mind');
    await until(() => Buffer.concat(output).includes('RangeError changed my mind E_MIND'));
  });

  test.each(['ignoreSignal', 'spinAfterLook'])(
    'ends the worker when a task that looks at its signal does not end: %s',
    async (name) => {
      const pool = makePool(isolation, { gracePeriod: 100 });
      await pool.ready();
      const exit = new Promise((resolve) => {
        pool.once('workerExit', resolve);
      });
      expect((await failure(pool.run(name, [], { signal: soon() }))).code).toBe('ABORT_ERR');
      expect(await exit).toMatchObject({ reason: 'abort' });
    },
  );

  test('starts the next task without waiting for the end of the cancelled one', async () => {
    const pool = makePool(isolation, { gracePeriod: 60_000 });
    await pool.ready();
    const signal = soon(200);
    const cancelled = failure(pool.run('ignoreSignal', [], { signal }));
    const next = pool.run('where');
    expect((await cancelled).code).toBe('ABORT_ERR');
    await next;
    expect(pool.stats.workers.total).toBe(2);
  });

  test('gives a cancelled worker no task while its own goes on', async () => {
    const pool = makePool(isolation, { gracePeriod: 60_000 });
    const place = await pool.run('where');
    await failure(pool.run('ignoreSignal', [], { signal: soon() }));
    expect(await pool.run('where')).not.toBe(place);
  });

  test('ends the worker where the reason is larger than a message may be', async () => {
    const limits = isolation === 'process' ? { messageMb: 1 } : undefined;
    const pool = makePool(isolation, { limits, gracePeriod: 100 });
    await pool.ready();
    const controller = new AbortController();
    const task = failure(pool.run('never', [], { signal: controller.signal }));
    await until(() => pool.stats.workers.busy === 1);
    const parts = Array.from({ length: 20 }, (_, index) => [`part${index}`, 'x'.repeat(60_000)]);
    controller.abort(Object.assign(new Error('large'), Object.fromEntries(parts)));
    expect((await task).code).toBe('ABORT_ERR');
    await until(() => pool.stats.workers.total === 0);
  });
});
