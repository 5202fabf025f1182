'use strict';

const { MessageChannel } = require('node:worker_threads');
const { TaskDataError } = require('../../..');
const { ISOLATIONS, destroyPools, failure, makePool } = require('../helpers/pools.js');
const { wrong } = require('../../helpers/values.js');

afterEach(destroyPools);

function moved() {
  const buffer = new ArrayBuffer(8);
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}

describe.each(ISOLATIONS)('transfers, %s', (isolation) => {
  test('an ArrayBuffer is moved to the worker', async () => {
    const bytes = new Uint8Array(1 << 20).fill(3);
    const result = makePool(isolation).run('sum', [bytes], { transfer: [bytes.buffer] });
    expect(await result).toBe(3 << 20);
    expect(bytes.byteLength).toBe(0);
  });

  test('an ArrayBuffer is moved back', async () => {
    const bytes = await makePool(isolation).run('moved', [1 << 20]);
    expect(bytes).toHaveLength(1 << 20);
    expect(bytes.at(-1)).toBe(7);
  });

  test('what was moved is not there for a second try', async () => {
    const pool = makePool(isolation);
    const { buffer } = new Uint8Array(8);
    const error = await failure(pool.run('exit', [1], { transfer: [buffer], retries: 3 }));
    expect(error.attempts).toBe(1);
  });

  test.each([
    ['a view', (view) => [view], /^transfer\[0\] is a Uint8Array, a view: list its `buffer`/],
    ['a Buffer', () => [Buffer.from('a')], /^transfer\[0\] is a Buffer/],
    ['a buffer twice', ({ buffer }) => [buffer, buffer], /^transfer\[1\] is listed twice/],
    ['a buffer that was moved before', () => [moved()], /^transfer\[0\] was detached/],
    ['shared memory', () => [new SharedArrayBuffer(8)], /^transfer\[0\] is shared, which is not transferred/],
    ['no object', () => ['text'], /^transfer\[0\] is a string/],
  ])('%s in a list is refused with the same advice', async (_, listOf, message) => {
    const view = new Uint8Array(8);
    const error = await failure(makePool(isolation).run('sum', [view], { transfer: listOf(view) }));
    const isShared = error.message.includes('shared');
    const code = isShared ? 'ERR_TASK_UNSUPPORTED_TRANSFER' : 'ERR_TASK_NOT_SERIALIZABLE';
    expect(error).toMatchObject({ name: 'TaskDataError', code });
    expect(error.message).toMatch(message);
    expect(view.length).toBe(8);
  });

  test.each([
    ['a view', /^transfer\[0\] is a Uint8Array, a view: list its `buffer`/],
    ['a Buffer', /^transfer\[0\] is a Buffer/],
    ['a buffer twice', /^transfer\[1\] is listed twice/],
    ['shared memory', /^transfer\[0\] is shared, which is not transferred/],
    ['no object', /^transfer\[0\] is a string/],
  ])('%s in a list of a task is refused with the same advice', async (kind, message) => {
    const pool = makePool(isolation);
    const error = await failure(pool.run('moveBadly', [kind]));
    const code = kind === 'shared memory' ? 'ERR_TASK_UNSUPPORTED_TRANSFER' : 'ERR_TASK_NOT_SERIALIZABLE';
    expect(error).toMatchObject({ name: 'TaskDataError', code });
    expect(error.message).toMatch(message);
    expect(await pool.run('add', [1, 2])).toBe(3);
  });

  test('outside a worker transfer gives the value', () => {
    const { transfer, task, isWorker, workerData } = require('../../../worker.js');
    const value = {};
    expect(transfer(value, [])).toBe(value);
    expect(() => transfer(value, wrong(undefined))).toThrow(TypeError);
    expect(task).toMatchObject({ id: 0, name: '', attempt: 1 });
    expect(task.signal.aborted).toBe(false);
    expect(task.emit('nobody hears')).toBeUndefined();
    expect([isWorker, workerData]).toEqual([false, undefined]);
  });
});

test('threads share memory, and take ports', async () => {
  const pool = makePool('thread');
  const shared = new Int32Array(new SharedArrayBuffer(4));
  await pool.run('addTo', [shared, 5]);
  expect(shared[0]).toBe(5);
  const { port1, port2 } = new MessageChannel();
  const received = new Promise((resolve) => {
    port1.once('message', resolve);
  });
  await pool.run('say', [port2, 'hello'], { transfer: [port2] });
  expect(await received).toBe('hello');
  port1.close();
});

test.each([
  ['shared memory', () => [new Int32Array(new SharedArrayBuffer(4))], false],
  ['a port', () => [new MessageChannel().port1], true],
])('processes refuse %s', async (_name, make, isListed) => {
  const pool = makePool('process');
  /** @type {any[]} */
  const args = make();
  const error = await failure(pool.run('same', args, { transfer: isListed ? args : [] }));
  expect(error).toBeInstanceOf(TaskDataError);
  expect(error.code).toBe('ERR_TASK_UNSUPPORTED_TRANSFER');
  expect(await pool.run('add', [1, 2])).toBe(3);
});
