'use strict';

const { readFile } = require('node:fs/promises');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { WorkerCrashError } = require('../../..');
const { useSharedFolder } = require('../../helpers/folder.js');
const { until } = require('../../helpers/until.js');
const { blockUntil } = require('../helpers/block.js');
const { ISOLATIONS, destroyPools, failure, makePool } = require('../helpers/pools.js');

const folder = useSharedFolder();
afterEach(destroyPools);

describe.each(ISOLATIONS)('the end of a stream, %s', (isolation) => {
  test('ends the generator on break, through its finally, and keeps the worker', async () => {
    const file = path.join(folder, `broken-off-${isolation}`);
    const pool = makePool(isolation);
    const place = await pool.run('where');
    for await (const item of pool.stream('produced', [file])) if (item === 20) break;
    await until(async () => (await readFile(file, 'latin1')).endsWith('!'));
    await until(() => pool.stats.workers.idle === 1);
    expect(await pool.run('where')).toBe(place);
    expect(pool.stats.tasks).toMatchObject({ running: 0, cancelled: 1 });
  });

  test('keeps the worker of a generator that ended in time while this thread was busy', async () => {
    const file = path.join(folder, `ended-${isolation}`);
    const pool = makePool(isolation);
    const place = await pool.run('where');
    const stream = pool.stream('markEnd', [file]);
    await stream.next();
    await stream.return(undefined);
    blockUntil(file, 200);
    await until(() => pool.stats.workers.busy === 0);
    expect(await pool.run('where')).toBe(place);
  });

  test('ends the worker of a generator that spins', async () => {
    const pool = makePool(isolation, { gracePeriod: 60_000 });
    const stream = pool.stream('spinAfter', [3]);
    for (let i = 0; i < 3; i++) await stream.next();
    await sleep(200);
    await stream.return(undefined);
    await until(() => pool.stats.workers.total === 0);
    expect(await pool.run('add', [1, 2])).toBe(3);
  });

  test('rejects with AbortError when its signal is aborted', async () => {
    const controller = new AbortController();
    const pool = makePool(isolation);
    const stream = pool.stream('countLater', [1000, 5], { signal: controller.signal });
    await stream.next();
    controller.abort(new Error('enough'));
    const error = await failure(stream.next());
    expect(error).toMatchObject({ code: 'ABORT_ERR', cause: { message: 'enough' } });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test('gives what came before an error, then the error, then nothing', async () => {
    const stream = makePool(isolation).stream('failAfter', [2]);
    expect(await stream.next()).toEqual({ done: false, value: 0 });
    expect(await stream.next()).toEqual({ done: false, value: 1 });
    const error = await failure(stream.next());
    expect(error).toBeInstanceOf(RangeError);
    expect(error.message).toBe('the well is dry');
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test('rejects with the crash of its worker, and is not begun again once items came', async () => {
    const stream = makePool(isolation).stream('exitAfter', [2], { retries: 5 });
    const items = [];
    const error = await failure(
      (async () => {
        for await (const item of stream) items.push(item);
      })(),
    );
    expect(items).toEqual([0, 1]);
    expect(error).toBeInstanceOf(WorkerCrashError);
    expect(error).toMatchObject({ code: 'ERR_WORKER_EXITED', exitCode: 9, attempts: 1 });
  });

  test('refuses what is not iterable', async () => {
    const error = await failure(makePool(isolation).stream('add', [1, 2]).next());
    expect(error).toBeInstanceOf(TypeError);
    expect(error.code).toBe('ERR_INVALID_RETURN_VALUE');
  });

  test('throw ends it with the error', async () => {
    const pool = makePool(isolation);
    const stream = pool.stream('count', [100]);
    await stream.next();
    await expect(stream.throw(new Error('mine'))).rejects.toThrow('mine');
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(pool.stats.tasks.cancelled).toBe(1);
  });
});
