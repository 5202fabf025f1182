'use strict';

const { setImmediate: nextTurn } = require('node:timers/promises');
const { HeldMessages, isPlain } = require('../../../lib/workers/wire/held-messages.js');
const { postAll, receiveAll } = require('../../../lib/workers/wire/thread-values.js');

const message = (...args) => ['run', 1, 'name', args, 1, undefined, 0];

test('messages are sent together and in order, at the end of the turn or before what follows', async () => {
  const sent = [];
  const held = new HeldMessages(({ messages }) => sent.push(messages));
  held.add([1]);
  held.add([2]);
  expect(sent).toEqual([]);
  await nextTurn();
  expect(sent).toEqual([[[1], [2]]]);
  held.add([3]);
  held.flush();
  held.flush();
  held.add([4]);
  await nextTurn();
  await nextTurn();
  expect(sent).toEqual([[[1], [2]], [[3]], [[4]]]);
});

test('views arrive with memory of their own, as they were when they were added', async () => {
  const port = { postMessage: jest.fn((value, transfer) => structuredClone(value, { transfer })) };
  const held = new HeldMessages((batch) => postAll(port, batch));
  const [same, part] = [Buffer.from('same'), new Uint8Array(16).subarray(4, 8)];
  held.add(message(same, part));
  held.add(message(same, 1));
  same.fill('x');
  await nextTurn();
  const received = [];
  receiveAll(port.postMessage.mock.results[0].value, (each) => received.push(...each[3]));
  expect(received).toEqual([Buffer.from('same'), new Uint8Array(4), Buffer.from('same'), 1]);
  const memory = received.slice(0, 3).map(({ buffer }) => buffer);
  expect(new Set(memory).size).toBe(3);
  expect(memory.map(({ byteLength }) => byteLength)).toEqual([4, 4, 4]);
});

test('what was sent stays as it is when the next is sent, and long views are moved', async () => {
  const port = { postMessage: jest.fn((value, transfer) => structuredClone(value, { transfer })) };
  const held = new HeldMessages((batch) => postAll(port, batch));
  const long = Buffer.alloc(5000, 'l');
  for (let turn = 0; turn < 3; turn += 1) {
    // More than are kept, and of several lengths.
    for (let length = 1; length <= 100; length += 1) held.add(message(Buffer.alloc(length, `${turn}`), long));
    await nextTurn();
  }
  const lists = port.postMessage.mock.results.map(({ value }) => value.message);
  lists.forEach((list, turn) => {
    expect(list).toHaveLength(100);
    list.forEach(([, , , [short, moved]], index) => {
      expect(Buffer.alloc(index + 1, `${turn}`).equals(short)).toBe(true);
      expect(short.buffer.byteLength).toBe(index + 1);
      expect(long.equals(moved)).toBe(true);
    });
  });
  expect(port.postMessage.mock.calls.map(([, transfer]) => transfer.length)).toEqual([100, 100, 100]);
});

test.each([
  ['nothing', message()],
  ['primitives', message(1, 'two', null, undefined, true, 5n)],
  ['bytes', message(Buffer.from('a'), new Uint8Array(2))],
])('a message with %s can be sent with others', (_, plain) => {
  expect(isPlain(plain)).toBe(true);
  expect(structuredClone(plain)).toHaveLength(plain.length);
});

const detached = new Uint8Array(4);
structuredClone(detached.buffer, { transfer: [detached.buffer] });
const bytes = new Uint8Array(8);
class Arguments extends Array {
  callback = () => {};
}

test.each([
  ['a function', message(() => {})],
  ['a symbol', message(Symbol('a'))],
  ['an object', message({})],
  ['a list', message([1])],
  ['memory that is detached', message(detached)],
  ['memory that threads share', message(new Uint8Array(new SharedArrayBuffer(4)))],
  ['memory that can grow', message(new Uint8Array(new ArrayBuffer(4, { maxByteLength: 8 })))],
  ['a view twice', message(bytes, bytes)],
  ['two views of the same memory', message(bytes, bytes.subarray(4))],
  ['arguments with a property', [Object.assign([1], { callback() {} })]],
  ['arguments of a class', [Arguments.of(1)]],
  ['arguments that are a proxy', [new Proxy([1], {})]],
])('one with %s is sent by itself', (_, other) => {
  expect(isPlain(other)).toBe(false);
});
