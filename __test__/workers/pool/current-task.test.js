'use strict';

const { existsSync, readFileSync } = require('node:fs');
const { useFolder } = require('../../helpers/folder.js');
const { until } = require('../../helpers/until.js');
const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../helpers/pools.js');

afterEach(destroyPools);
const folder = useFolder();
const FILE = fixture('replaced.js');

describe.each(ISOLATIONS)('task, %s,', (isolation) => {
  test('is the task in a listener of its signal, and in timers that it starts', async () => {
    const file = folder.at('notes');
    const pool = makePool(isolation, {}, FILE);
    const controller = new AbortController();
    const onMessage = (what) => what === 'ready' && controller.abort(new Error('stop'));
    const error = await failure(pool.run('listens', [file], { signal: controller.signal, onMessage }));
    expect(error.code).toBe('ABORT_ERR');
    // A file is there before it has its content.
    await until(() => existsSync(file) && readFileSync(file, 'utf8') !== '');
    expect(readFileSync(file, 'utf8')).toBe('listens true true stop\nlistens true true stop');
  });

  test.each([
    ['that returns', (pool) => pool.run('last')],
    ['that fails', (pool) => failure(pool.run('lastThatFails')).then(({ message }) => message)],
    ['that is a stream', async (pool) => (await pool.stream('lastOfStream').next()).value],
  ])('can have its worker replaced after a task %s', async (_, run) => {
    const pool = makePool(isolation, {}, FILE);
    const first = await pool.run('where');
    expect(await run(pool)).toBe(first);
    expect(await pool.run('where')).not.toBe(first);
    expect(pool.stats).toMatchObject({ restarts: 0 });
  });

  test('lets the tasks beside it end before its worker is replaced', async () => {
    const pool = makePool(isolation, { concurrency: 2 }, FILE);
    const file = folder.at('notes');
    let ready;
    const started = new Promise((resolve) => {
      ready = resolve;
    });
    const controller = new AbortController();
    const beside = failure(pool.run('listens', [file], { signal: controller.signal, onMessage: ready }));
    await started;
    const first = await pool.run('last');
    expect(pool.stats.tasks.running).toBe(1);
    controller.abort(new Error('stop'));
    expect((await beside).code).toBe('ABORT_ERR');
    expect(await pool.run('where')).not.toBe(first);
  });

  test('keeps its worker where it asks when it is over', async () => {
    const pool = makePool(isolation, {}, FILE);
    const first = await pool.run('tooLate');
    expect(await pool.run('where')).toBe(first);
    expect(await pool.run('where')).toBe(first);
  });
});

test('recycle does nothing outside a worker', () => {
  const { task } = require('../../../worker.js');
  expect(task.recycle()).toBeUndefined();
});
