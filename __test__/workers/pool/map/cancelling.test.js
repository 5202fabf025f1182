'use strict';

const { getEventListeners } = require('node:events');
const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');
const { until } = require('../../../helpers/until.js');

afterEach(destroyPools);

const FILE = fixture('map-tasks.js');
const numbers = (count) => Array.from({ length: count }, (_, index) => index);

describe.each(ISOLATIONS)('the end of a map before its time, %s', (isolation) => {
  const pool = (options) => makePool(isolation, { maxWorkers: 2, ...options }, FILE);
  const open = ({ stats }) => stats.tasks.queued + stats.tasks.running;

  test.each([
    ['before it starts', (controller) => controller.abort(), 'same'],
    [
      'while items wait',
      (controller, workers) => until(() => open(workers) > 2).then(() => controller.abort()),
      'never',
    ],
    [
      'while items spin',
      (controller, workers) => until(() => open(workers) > 2).then(() => controller.abort()),
      'spin',
    ],
  ])('an abort %s leaves no task', async (_, abort, name) => {
    const workers = pool();
    const controller = new AbortController();
    const { signal } = controller;
    const whole = failure(workers.map(name, numbers(100), { chunk: 1, ahead: 4, signal }));
    await Promise.all([abort(controller, workers), whole]);
    expect(await whole).toMatchObject({ code: 'ABORT_ERR', cause: signal.reason });
    expect([open(workers), getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
    expect(await workers.run('same', [1])).toBe(1);
  });

  test('an abort does not wait for a source that gives nothing', async () => {
    const controller = new AbortController();
    const source = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) };
    const whole = failure(pool().map('same', source, { signal: controller.signal }));
    controller.abort();
    expect((await whole).code).toBe('ABORT_ERR');
  });

  test('the end of the pool ends it', async () => {
    const workers = pool();
    const whole = failure(workers.map('never', numbers(10), { onError: 'settle' }));
    await until(() => open(workers) > 0);
    await workers.destroy();
    expect((await whole).code).toBe('ERR_POOL_CLOSED');
  });
});
