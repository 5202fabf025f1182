'use strict';

const { readFile } = require('node:fs/promises');
const fc = require('fast-check');
const { TaskQueue } = require('../../../../lib/workers/pool/scheduling/queue.js');
const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');
const { QueueFullError } = require('../../../..');
const { useFolder } = require('../../../helpers/folder.js');

// The pools first: a worker may still write to the folder.
afterEach(destroyPools);
const folder = useFolder();

test('a queue gives tasks by priority, then in order, whatever is taken out of it', () => {
  const action = fc.oneof(
    fc.record({ push: fc.integer({ min: -2, max: 2 }) }),
    fc.record({ remove: fc.nat() }),
    fc.constant({ take: true }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
      const queue = new TaskQueue();
      const model = [];
      let id = 0;
      for (const { push, remove, take } of /** @type {any[]} */ (actions)) {
        if (push !== undefined) {
          const task = { id: (id += 1), priority: push, place: -1 };
          queue.push(task);
          model.push(task);
          model.sort((a, b) => b.priority - a.priority || a.id - b.id);
        } else if (remove !== undefined && model.length > 0) {
          const [task] = model.splice(remove % model.length, 1);
          queue.remove(task);
        } else if (take) {
          expect(queue.take()).toBe(model.shift());
        }
        expect(queue.size).toBe(model.length);
        expect(queue.peek()).toBe(model[0]);
      }
      expect(model.map(() => queue.take())).toEqual(model);
    }),
  );
});

describe.each(ISOLATIONS)('waiting, %s', (isolation) => {
  test('tasks run by priority, and in order where it is the same', async () => {
    const pool = makePool(isolation);
    const order = [];
    const run = (name, priority) => pool.run('same', [name], { priority }).then((value) => order.push(value));
    const first = pool.run('sleep', [100]);
    await Promise.all([first, run('a', 0), run('b', 0), run('low', -1), run('high', 5), run('c', 0)]);
    expect(order).toEqual(['high', 'a', 'b', 'c', 'low']);
  });

  test('as many tasks wait as maxQueue allows, beyond those that workers can have', async () => {
    const pool = makePool(isolation, { maxWorkers: 2, maxQueue: 1 });
    const taken = [1, 2, 3].map((n) => pool.run('sleep', [100, n]));
    const error = await failure(pool.run('add', [1, 2]));
    expect(error).toBeInstanceOf(QueueFullError);
    expect(error.code).toBe('ERR_QUEUE_FULL');
    expect(await Promise.all(taken)).toEqual([1, 2, 3]);
    expect(await pool.run('add', [1, 2])).toBe(3);
    expect(pool.stats.tasks).toMatchObject({ completed: 4, refused: 1 });
  });

  test('tasks of one key run in one worker, in their order', async () => {
    const pool = makePool(isolation, { maxWorkers: 3 });
    const keys = ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c'];
    const places = await Promise.all(keys.map((key) => pool.run('where', [], { key })));
    const ofKey = (key) => new Set(places.filter((_, index) => keys[index] === key));
    for (const key of ['a', 'b', 'c']) expect(ofKey(key).size).toBe(1);
    expect(new Set(places).size).toBe(3);
  });

  test('a task with a key waits for its worker, others do not', async () => {
    const pool = makePool(isolation, { minWorkers: 2, maxWorkers: 2 });
    await pool.ready();
    const place = await pool.run('where', [], { key: 'a' });
    const order = [];
    const busy = pool.run('sleep', [300], { key: 'a' });
    const bound = pool.run('where', [], { key: 'a' }).then((at) => order.push(at));
    const free = pool.run('where').then(() => order.push('free'));
    await Promise.all([busy, bound, free]);
    expect(order).toEqual(['free', place]);
  });

  test('a worker that crashes in setup is tried again for the task', async () => {
    const file = folder.at('starts');
    const env = { ...process.env, STARTS: file };
    const pool = makePool(isolation, { env, restartDelay: [1, 10] }, fixture('flaky.js'));
    expect(await pool.run('add', [1, 2])).toBe(3);
    expect(await readFile(file, 'utf8')).toBe('...');
  });
});
