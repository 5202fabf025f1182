'use strict';

const { MessageChannel } = require('node:worker_threads');
const { TaskDataError } = require('../../../../lib/workers/errors.js');
const { outgoing } = require('../../../../lib/workers/wire/channel/outgoing.js');
const { serialize } = require('../../../../lib/workers/wire/channel/serialize.js');

const LARGE = 100_000;

describe('what cannot be copied is refused, with its place', () => {
  const { port1, port2 } = new MessageChannel();
  afterAll(() => port1.close());
  const refused = 'ERR_TASK_NOT_SERIALIZABLE';
  const unsupported = 'ERR_TASK_UNSUPPORTED_TRANSFER';
  const getter = {
    get now() {
      throw new Error('not now');
    },
  };
  test.each([
    ['a function', { args: [{ onDone() {} }] }, refused, '.args[0].onDone'],
    ['a symbol', [Symbol('s')], refused, '[0]'],
    ['a promise', { 'a-b': Promise.resolve() }, refused, '["a-b"]'],
    ['a proxy', [new Proxy({}, {})], refused, '[0]'],
    ['a WeakMap in a Map', new Map([['weak', new WeakMap()]]), refused, '.get("weak")'],
    ['a getter that throws', getter, refused, undefined],
    ['a SharedArrayBuffer', [new SharedArrayBuffer(8)], unsupported, '[0]'],
    ['a view of one', { view: new Uint8Array(new SharedArrayBuffer(8)) }, unsupported, '.view'],
    ['a MessagePort', { port: port2 }, unsupported, '.port'],
  ])('%s', (_, value, code, path) => {
    let error;
    try {
      serialize(value);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(TaskDataError);
    expect(error).toMatchObject(path === undefined ? { code } : { code, path });
  });

  test('a value nested too deep', () => {
    let nested = [];
    for (let depth = 0; depth < 100_000; depth += 1) nested = [nested];
    expect(() => serialize(nested)).toThrow(expect.objectContaining({ code: refused }));
  });
});

describe('transfer', () => {
  test('takes the memory of a buffer from the caller at once', () => {
    const data = new Uint8Array(LARGE).fill(5);
    const { attachments } = outgoing([data], [data.buffer]);
    expect(data.byteLength).toBe(0);
    expect(attachments.map((part) => [part.byteLength, part[LARGE - 1]])).toEqual([[LARGE, 5]]);
  });

  test('of anything else is refused', () => {
    const list = [new SharedArrayBuffer(8)];
    expect(() => outgoing([], list)).toThrow(
      expect.objectContaining({ code: 'ERR_TASK_UNSUPPORTED_TRANSFER' }),
    );
  });
});
